# Error pages, and the detail of problem documents. One sentence a code: error-<code>.

error-title = Error: { $title }

error-heading-400 = Part of this address cannot be understood
error-heading-403 = This data is not available now
error-heading-404 = Page not found
error-heading-405 = This address does not take this kind of request
error-heading-406 = The format you asked for is not available
error-heading-410 = This dataset was withdrawn
error-heading-416 = The file is not that long
error-heading-429 = Too many requests
error-heading-500 = Something went wrong on our side
error-heading-503 = The portal cannot answer right now
error-heading-suspended = Opening suspended

error-not-found = There is no page here, or what is here is not open to the public.
error-withdrawn = This dataset was withdrawn; it can no longer be viewed or downloaded.
error-suspended = Opening of this dataset is suspended: download, preview and API are paused.
error-application-needed = Access to this data has to be applied for first.
error-withheld-items = This file holds data items without recorded desensitisation or consent and cannot be given out.
error-unknown-parameter = There is no parameter named “{ $field }”.
error-bad-value = The value of the parameter “{ $field }” is not of the right form.
error-bad-value-value = The value “{ $value }” of the parameter “{ $field }” is not of the right form.
error-bad-value-max = The value “{ $value }” of the parameter “{ $field }” is not of the right form; the maximum is { $max }.
error-unknown-column = The table has no column named “{ $field }”, or the column is not open.
error-out-of-range = The parameter “{ $field }” is out of range.
error-out-of-range-max = The parameter “{ $field }” is out of range; the maximum is { $max }.
error-too-expensive = This query would have to process too many rows. Add a condition and try again.
error-too-large-for-format = There are more rows than this format can hold. Choose another format or add a condition.
error-too-large-for-format-max = There are more rows than this format can hold ({ $max }). Choose another format or add a condition.
error-timed-out = The query did not finish within the time limit. Add a condition or try again later.
error-busy = Many people are querying at the moment. Please try again shortly.
error-not-ready = The portal is starting. Please try again shortly.
error-too-many-requests = There were too many requests from your network address. Please try again shortly.
error-too-many-requests-seconds = There were too many requests from your network address. You can continue in { $seconds } seconds.
error-method-not-allowed = Please use the links and buttons of the pages.
error-not-acceptable = This address does not offer the format you asked for.
error-internal = It was not caused by what you did. Please try again later; if it happens again, contact us and quote the number.

error-ways-heading = What you can do
error-way-search = Search the catalogue for “{ $words }”
error-way-data = Browse the catalogue
error-way-themes = Find data by theme
error-way-publishers = Find data by publisher
error-way-home = Go to the home page
error-way-dataset = Read the description of this dataset
error-way-remove = Open this page again without the part that was not understood
error-way-retry = Open this page again
error-way-api = For large amounts of data, use the API or whole files
error-rule = Read the legal basis

gone-lead = Withdrawn on { $date }.
gone-untitled = Withdrawn dataset
gone-note = Files, preview and API are no longer offered. This page stays, so that whoever has cited the data can check it.
gone-similar = Find similar datasets
gone-more = Other datasets of { $publisher }

suspended-lead = Download, preview and API are paused since { $since }. Reason class: { $reason }.
suspended-note = When opening resumes, the dataset’s page will say so.
error-range-not-satisfiable = The part asked for is beyond the end of the file.
error-range-not-satisfiable-bytes = The file has { $bytes } bytes; the part asked for is beyond its end.

error-heading-401 = Please sign in first
error-heading-409 = Something has changed here
error-heading-413 = What was sent is too large
error-heading-422 = Something needs correcting
error-invalid = Something needs correcting; the page says what.
error-sign-in-needed = This page needs you to sign in first.
error-forbidden = What you are signed in as may not do this.
error-forbidden-role = This needs the role “{ $role }”, which you do not hold in your present capacity.
error-foreign-origin = This was not sent from a page of this portal and was not accepted. Please open the page here and send it again.
error-conflict = This has changed since you opened it; review before acting.
error-body-too-large = What was sent is too large and was not accepted.
error-body-too-large-limit_kb = What was sent is over { $limit_kb } KB and was not accepted.
error-required = Please fill this in.
error-required-label = Enter “{ $label }”
error-too-long = Too many characters.
error-too-long-label = “{ $label }” may have { $max } characters at most; { $over } too many
error-too-short = Too few characters.
error-too-short-label = “{ $label }” needs at least { $min } characters
