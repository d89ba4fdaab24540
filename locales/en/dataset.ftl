# Pages of a dataset: overview, columns, files and API, versions.

## Tabs
dataset-tabs = Parts of the dataset
dataset-tab-overview = Overview
dataset-tab-table = Data
dataset-tab-fields = Columns
dataset-tab-files = Files and API
dataset-tab-versions = Versions
dataset-back = Back to the overview

## Six questions
dataset-what = What it is
dataset-who = Who provides it
dataset-fresh = How fresh it is
dataset-good = How good it is
dataset-may = May I use it
dataset-how = How to get it
dataset-next-due = Next due by { $date }
dataset-quality-short = Quality { $n }/{ $all }
dataset-licence-missing = Licence not stated
dataset-cite = Cite
dataset-how-open = Download, view online or use the API
dataset-how-file = Download
dataset-how-application = Apply online
dataset-how-suspended = Paused; this page will say when opening resumes
dataset-how-none = No file on this site

## Getting the data
dataset-get = Get the data
dataset-download = Download { $file }
dataset-file = { $format } ({ $facts })
dataset-file-separator = {", "}
dataset-file-original = original file
dataset-file-excel = for Excel
dataset-other-formats = Other formats
dataset-all-tables = Files of all { $n } tables
dataset-no-file = There is no file to download at present.
dataset-look = View online
dataset-api = Use the API
dataset-free = Free, no sign-in, no application.
dataset-apply-lead = This data is { $label }: you have to apply for it.
dataset-apply-assumed = The source does not state whether this is open. It is treated as { $label }: you have to apply for it.
dataset-conditions = Conditions of opening
dataset-conditions-none = The publisher has set no conditions of its own; those of the regulation apply.
dataset-reach = Questions
dataset-reach-lead = For questions about the data and the conditions ask the publisher:
dataset-contact = Contact
dataset-source-platform = Page on the source platform
dataset-structure-only = This site shows the structure only, no data.
dataset-ask-publisher = See the publisher
dataset-external = The data is on its source platform
dataset-external-open = Open the source page
dataset-external-note = This site holds the description only, not the files. The source platform may ask you to sign in.
dataset-nothing = No data file
dataset-nothing-note = The catalogue has a description only: no file and no address. You can ask the publisher:
dataset-withheld-title = Some columns are left out
dataset-withheld =
    { $n ->
        [one] One column holds sensitive content without recorded treatment or consent. It is absent from table, API and every file; the original file is therefore not offered either.
       *[other] { $n } columns hold sensitive content without recorded treatment or consent. They are absent from table, API and every file; the original file is therefore not offered either.
    }

## Overview
dataset-description = Description
dataset-description-missing = The publisher has not written a description.
dataset-tags = Keywords
dataset-items-all = See all { $n } columns
dataset-items-caption =
    { $n ->
        [one] 1 column
       *[other] { $n } columns
    }
dataset-items-caption-first = First { $n } of { $all } columns
dataset-item-missing = Missing
dataset-items-none = The publisher has not described the columns.
dataset-items-withheld-all = No column of this dataset is offered: they hold sensitive content without recorded treatment or consent.
dataset-items-description = The { $n } columns of “{ $title }”: names, types, descriptions and missing values.
dataset-dictionary = Download the data dictionary (CSV)
dataset-preview = Preview
dataset-preview-all =
    { $n ->
        [one] See the only row
       *[other] See all { $n } rows
    }
dataset-preview-failed = The preview is not available at the moment.
dataset-quality = Quality
dataset-quality-summary = { $n } of { $all } checks passed
dataset-quality-how = How quality is checked
dataset-check-passed = Passed
dataset-check-failed = Not passed
dataset-citation = Citation and licence
dataset-licence = Licence
dataset-record = Full metadata
dataset-record-show = Show all fields
dataset-record-json = This record as JSON
dataset-code = Dataset code
dataset-issued = Issued
dataset-updated = Updated
dataset-observed = Collected on
dataset-source = Source
dataset-original = Further fields of the source record (as given)
dataset-related = Similar datasets

## Files and API
files-description = Files, sizes, checksums and API of “{ $title }”.
files-heading = Files
files-caption =
    { $n ->
        [one] 1 file
       *[other] { $n } files
    }
files-file = File
files-get = Download
files-size = Size
files-rows = Rows
files-encoding = Encoding
files-later = Made at the first download
files-note = A download that was cut off can be resumed.
files-check = How to check SHA-256
files-none = There is no file to download.
files-none-application = This data needs an application; there are no files and no API here.
files-none-suspended = This dataset is suspended; files and API are paused.
files-api = API
files-api-lead = The API answers with a JSON array, one object per row; the total stands in the Content-Range header. No sign-in, no key.
files-api-address = Address
files-api-tables = Addresses of all tables
files-api-record = Address of the description
files-api-parameters = Parameters
files-api-copy = Choose conditions in the table, and the API address of the same view stands below it:
files-api-limits = Limits
files-api-examples = Examples

## Versions
versions-number = Version { $n }
versions-newest = Current
versions-more =
    { $n ->
        [one] (1 row more)
       *[other] ({ $n } rows more)
    }
versions-fewer =
    { $n ->
        [one] (1 row fewer)
       *[other] ({ $n } rows fewer)
    }
versions-note-missing = The publisher has not written a change note.
versions-case = Corrected after case { $case }
versions-none = No data file has been published yet, so there are no versions.
versions-none-external = The data is on its source platform; this site keeps no versions of it.
