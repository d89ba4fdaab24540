# Before applying: announcements, windows, conditions, credit entries, texts, the procedure, the self-check.

## General
opening-state = State
opening-state-draft = Draft, not published
opening-state-correcting = A correction is being drafted
opening-state-published = Published
opening-state-in-force = In force
opening-read = Read
opening-save = Save draft
opening-publish = Publish
opening-publish-correction = Publish correction
opening-discard = Discard draft
opening-versions = Published versions
opening-find = Find
opening-preview = Preview
opening-separator = {", "}
opening-span = { $first } to { $last }
opening-yes = Yes
opening-no = No
flash-opening-saved = The draft is saved. It is not published yet.
flash-opening-discarded = The draft is discarded.
error-line-fault = Line { $line }: { $why }
error-blank-missing = The text lacks something that has to be filled in: { $value }
error-unknown-blank = The name in braces is no blank of this text.
error-unknown-blank-blank = { "{" }{ $blank }{ "}" } is no blank of this text; please choose one from the list

## Ways in from the desk
desk-place-catalogue = Restricted data
desk-place-catalogue-note = Publish conditions and delivery modes
desk-place-windows = Application windows
desk-place-windows-note = Announce, prolong and cancel windows
desk-place-notices = Announcements
desk-place-notices-note = Draft, publish and correct announcements
desk-place-templates = Commitment and agreement texts
desk-place-templates-note = Change the texts, publish new versions
desk-place-credit = Credit entries
desk-place-credit-note = Find, import and lift entries

## Announcements
opening-notices-title = Announcements
opening-notices-lead = Application windows and other matters announced by the competent authority. What is published stays; a correction is published as a new version.
opening-notices-all = All
opening-notices-none = There are no announcements yet.
opening-notices-kinds = Kinds of announcements
opening-notices-feed = Subscribe to announcements (Atom)
code-announcement-acceptance = Application window
code-announcement-other = Other
opening-notice-corrected = corrected { $on }
opening-notice-superseded = This version was corrected
opening-notice-newest = Read the version in force
opening-notice-reading = The English text is for reading only; the Chinese one counts.
opening-notice-chinese = This announcement is in Chinese only.
opening-notice-record = Chinese original
opening-notice-versions = Versions
opening-notice-version = Version { $n }, { $on }
opening-desk-notices = Announcements
opening-desk-notices-lead = Announcements and drafts of your authority. Once published they cannot be deleted, only corrected.
opening-notice-new = Draft an announcement
opening-notice-edit = Edit announcement
opening-notice-name = Announcement
opening-notice-issued = Published
opening-notice-kind = Kind
opening-notice-title = Title
opening-notice-body = Text
opening-notice-title-en = English title
opening-notice-body-en = English text
opening-notice-note = What is corrected
opening-notice-lead = Once published everybody can read it. It cannot be deleted, only corrected.
opening-notice-correct-lead = This announcement is published. A correction becomes a new version; the earlier ones can still be read.
opening-notice-body-hint = An empty line begins a new paragraph.
opening-notice-en-hint = Shown only where both title and text are given.
opening-notice-note-hint = One sentence, published with the new version.
flash-notice-published = The announcement is published.

## Windows
opening-windows-title = Application windows
opening-windows-lead = A window binds by its announcement; publishing the announcement puts it into force.
opening-windows-always-title = No windows
opening-windows-always = By the rules in force applications are accepted on any day. Windows play no part.
opening-windows-none = There are no windows yet.
opening-window-days = Days
opening-window-notice = Announcement
opening-window-first = First day
opening-window-last = Last day
opening-window-proposals = Usual months
opening-window-proposals-lead = Months proposed by the rules in force. A window you choose is a draft until it is announced.
opening-window-propose = Draft { $first } to { $last }
opening-window-new = Other dates
opening-window-acts = What can be done
code-window-draft = Draft
code-window-announced = Announced, not open yet
code-window-open = Open
code-window-over = Over
code-window-cancelled = Cancelled
opening-window-draft = Draft a window
opening-window-draft-lead = The dates can be changed until the window is announced.
opening-window-draft-submit = Save dates
opening-window-announce = Announce
opening-window-announce-lead = Publishing the announcement puts the window into force. From then on it can only be prolonged, or cancelled before it begins.
opening-window-announce-submit = Publish and put into force
opening-window-announce-title = Applications for restricted data: { $authority }
opening-window-announce-body = { $authority } accepts applications for restricted public data from { $first } to { $last }, both days included. Sign in to this portal and choose “Apply for access” on the page of a dataset. The conditions of each dataset are published on its page and are the same for all applicants. At other times drafts can be filled in and saved.
opening-window-prolong = Prolong
opening-window-prolong-lead = The last day can be later, never earlier: people rely on the date that was published.
opening-window-prolong-submit = Publish and prolong
opening-window-prolong-title = Application window prolonged: { $authority }
opening-window-prolong-body = The window for applications for restricted public data from { $first } to { $last } is prolonged; please state the new last day. Everything else stays as announced.
opening-window-cancel = Cancel
opening-window-cancel-lead = A window can be cancelled before it begins. Where it was announced, the cancellation is announced too.
opening-window-cancel-submit = Cancel this window
opening-window-cancel-title = Application window cancelled: { $authority }
opening-window-cancel-body = The window for applications for restricted public data from { $first } to { $last } is cancelled; a new one will be announced. Saved drafts are kept.
flash-window-drafted = Drafted. It counts once it is announced.
flash-window-draft = The dates are saved.
flash-window-announce = The announcement is published and the window is in force.
flash-window-prolong = The announcement is published and the window is prolonged.
flash-window-cancel = Cancelled.
flash-window-remind = You will be reminded.
flash-window-forget = You will not be reminded.
notice-window-opens = Applications for restricted data are open
notice-window-opens-text = The window you asked about is open, from { $first } to { $last }. Drafts you saved can be submitted now.
notice-kind-window-opens = Application window opens

## Conditions
opening-catalogue-title = Restricted data
opening-catalogue-lead = Restricted datasets of your body. Conditions are published before the window opens, are the same for all applicants, and a published version never changes.
opening-catalogue-none = There are no restricted datasets.
opening-catalogue-count = { $n ->
    [one] { $n } restricted dataset
   *[other] { $n } restricted datasets
}
opening-catalogue-find = Name
opening-dataset = Dataset
opening-conditions = Conditions
opening-conditions-version = Version { $n }, published { $on }
opening-conditions-unpublished = Not published yet
opening-conditions-edit = Edit conditions
opening-conditions-lead = { $title }: version { $n }
opening-conditions-hint = One requirement each. None may be about a particular applicant or kind of applicant. Remove the text to remove a condition.
opening-conditions-open-title = A window is open
opening-conditions-open = What you publish now counts from the next window on. Applications until { $last } follow the version published before this window opened.
opening-conditions-coming = Conditions from the next window on
opening-conditions-before = Earlier versions ({ $n }): an application is reviewed under the one in force when it was submitted
opening-conditions-none-more = None beyond those of the regulation.
opening-modes = Ways of delivery
opening-modes-hint = Applicants can choose from these only.
opening-condition-n = Condition { $n }
opening-condition-field = Condition { $n }: { $part }
opening-condition-zh = Requirement
opening-condition-en = English
opening-condition-asks = How it is checked
opening-condition-min = Lowest level (protection level only)
opening-condition-accepted = Accepted credit grades (commas between them)
code-requirement-statement = By the reviewer, in the application form
code-requirement-document = By a document of its own
code-requirement-mlps-level = Security-protection level (MLPS)
code-requirement-credit-grade = Credit grade
opening-asks-level = (MLPS level { $level } or above)
opening-asks-grade = (credit grade { $grades })
opening-asks-document = (document needed)
opening-asks-statement = (checked in the form)
code-delivery-mode-sandbox = Sandbox
opening-mode-elsewhere = { $mode } (not on this portal yet; the provider arranges it)
code-delivery-mode-authorised-query = Authorised query
code-delivery-mode-api = API
code-delivery-mode-file = File
code-delivery-mode-verification = Verification, model
flash-conditions-published = The conditions are published.

## Credit entries
opening-credit-title = Credit entries
opening-credit-lead = Applications are checked against these entries when they are submitted. Numbers are not stored; only a mark is that cannot be turned back into them.
opening-credit-find = Find by number
opening-credit-number = Number
opening-credit-number-hint = Unified social credit code, ID number, or the number of another document.
opening-credit-proof = Kind of document
opening-credit-proof-any = Recognise it
opening-credit-found = Found
opening-credit-entries = Entries
opening-credit-everybody = All entries
opening-credit-standing = Entries in force only
opening-credit-all = Lifted entries too
opening-credit-clear = There is no entry for this number.
opening-credit-none = There are no entries in force.
opening-credit-count = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
opening-credit-subject = Mark
opening-credit-list = List
opening-credit-from = From
opening-credit-to = To
opening-credit-source = Source
opening-credit-stands = not lifted
opening-credit-over = No longer counts
opening-credit-lift = Lift
opening-credit-last = Last day
opening-credit-lift-submit = Lift the entry
opening-credit-import = Import a file
opening-credit-import-lead = A CSV file with the names of the columns in its first line. If one line is wrong nothing is imported; entries that are there already are not entered twice.
opening-credit-import-lists = Lists can be written as: { $lists }.
opening-credit-example = Example of the file
opening-credit-file = File
opening-credit-import-submit = Import
opening-line-column = the first line lacks a column
opening-line-number = this is no number that can be recognised
opening-line-list = there is no such list
opening-line-date = this is no date; please write 2026-01-10
opening-line-order = the last day is before the first
opening-line-source = please name the source (at most 100 characters)
opening-line-grade = a grade belongs to the list of credit grades, and is needed there
opening-line-twice = the same as a line above
opening-line-empty = there are no entries
opening-line-too-long = too many lines; please use several files
code-credit-test-record-under-regulation = Record under the regulation
code-credit-test-dishonest-debtor = Dishonest judgment debtor
code-credit-test-abnormal-operation = Abnormal operations
code-credit-test-serious-violation = Serious violation and dishonesty
code-credit-test-other-serious-dishonesty = Other serious dishonesty
code-credit-test-credit-grade = Credit grade
flash-credit-imported = { $value } entries are imported.
flash-credit-lifted = Lifted. It no longer counts from the next day on.

## Texts
opening-texts-title = Commitment and agreement texts
opening-texts-lead = A change is published as a new version and counts for applications and agreements that begin after it; running ones keep theirs.
opening-text-name = Text
opening-text-version = Version in force
opening-text-shipped = Version 1, shipped with the portal
opening-text-lead = You are writing version { $n }.
opening-text-running = Applications submitted and agreements drafted before keep their version.
opening-text-note = What is changed
opening-text-note-hint = What is different, and on what ground.
opening-text-edit = Edit
opening-clause-title = title
opening-clause-zh = text
opening-clause-en = English
opening-clause-field = Clause { $n }: { $part }
opening-blanks = Blanks that can be used
opening-blanks-lead = Write them into the text; they are filled in when an agreement is drafted. Those the law asks for must not be missing.
opening-preview-draft = Draft of version { $n }, not published
opening-preview-in-force = Version { $n }, in force
code-template-commitment = Safety commitment
code-template-agreement = Use agreement
code-clause-set-f4 = Model agreement
code-clause-set-zj22-33 = What article 33 of the regulation asks for
code-clause-set-dq24 = The six clauses of article 24 (Deqing)
code-clause-set-f4-adapted = Agreement
code-blank-agreement-date = Date of the agreement
code-blank-party-a = Party A
code-blank-party-b = Party B
code-blank-application-ref = Number of the application
code-blank-request-lines = Demand list
code-blank-system-name = Name of the system
code-blank-service-name = Name of the service
code-blank-scenarios = Scenarios
code-blank-build-months = Months for development
code-blank-launch-within = Time until the service starts
code-blank-mlps-level = Security-protection level
code-blank-feedback = Feedback on use
code-blank-problem = Problems solved
code-blank-benefit = Expected benefit
code-blank-dimensions = Dimensions of statistics
code-blank-return-items = Data returned
code-blank-term = Term
code-blank-termination-notice = Notice period
code-blank-destroy-within = Time for destruction
code-blank-destroy-mode = Way of destruction
code-blank-rep-a = Representative of party A
code-blank-rep-b = Representative of party B
code-blank-open-mode = Way of delivery
code-blank-use-scope = Scope of use
code-blank-security-measures = Security measures
flash-text-published = The new version is published.

## The procedure
opening-apply = Apply for access
opening-apply-title = Apply for restricted data
opening-apply-description = Who can apply, what to prepare, how long it takes, when applications are accepted.
opening-apply-lead = Filling in takes about 40 minutes. You can save at any time and go on later.
opening-apply-staff = You are signed in for a public body, which cannot apply. Switch to yourself or your organisation to apply.
opening-time = When applications are accepted
opening-always = On any day
opening-open = From { $first } to { $last }
opening-closed-announced = Next from { $next } (announced)
opening-closed-usual = Usually next from { $next }; the announcement counts
opening-closed = Not now; the next window will be announced
opening-closed-draft = You can fill in and save a draft now, and submit it when the window opens.
opening-remind = Remind me when it opens
opening-reminded = You will be reminded when it opens.
opening-forget = Do not remind me
opening-remind-sign-in = Sign in to be reminded
opening-obstacles = What stands in the way of submitting
opening-check-start = Start the check
opening-begin = Start filling in
opening-begin-any = Fill in directly
opening-begin-draft = Fill in a draft
opening-go-on = Go on with a draft
opening-find-restricted = Find restricted data
opening-back-dataset = Back to the dataset
opening-steps = The procedure
opening-step-owner = {" "}({ $owner })
opening-step-applicant = applicant
opening-step-both = both sides
code-access-step-apply = Fill in and submit
code-access-step-formal = Formal review
code-access-step-demand = Demand review
code-access-step-recheck = Recheck
code-access-step-agreement = Sign the agreement, get the data
opening-length-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
opening-length-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
opening-length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
opening-length-hard = within { $period } (statutory)
opening-length-soft = in principle { $period }
opening-length-target = service target { $period }
opening-who = Who can apply
opening-who-text = Natural persons, legal persons and unincorporated organisations. Your identity has to be verified before you submit.
opening-papers = What to prepare
opening-papers-known = What the portal has verified already is not asked for again.
opening-paper-level = Proof of security-protection level { $level } or above
opening-paper-level-provider = Proof of the security-protection level that the provider asks for
opening-paper-credit = A credit report issued within { $n } days
opening-paper-service = A description of the system, the service and its scenarios
opening-paper-consent = Consent of those concerned, where personal information or trade secrets are involved
opening-paper-commitment = The safety commitment (signed online)
opening-cost = Cost
opening-cost-text = Free of charge.
opening-other-ways = Other ways
opening-obstacle-window-closed = Applications are not accepted now; the next window will be announced. A draft can be saved.
opening-obstacle-window-closed-announced = Applications are not accepted now; the next window opens on { $next }. A draft can be saved.
opening-obstacle-window-closed-usual = Applications are not accepted now; the next window usually opens on { $next }, the announcement counts. A draft can be saved.
opening-obstacle-unverified = The identity is not verified yet.
opening-obstacle-level-too-low = The security-protection level has to be { $min } or above; it is { $has ->
    [0] not graded
   *[other] { $has }
  }.
opening-obstacle-level-too-low-condition = The published conditions ask for security-protection level { $min } or above; it is { $has ->
    [0] not graded
   *[other] { $has }
  }.
opening-obstacle-record-under-regulation = There is a record under the public-data regulation; no application until it is lifted.
opening-obstacle-dishonest-debtor = Dishonest judgment debtors cannot apply.
opening-obstacle-abnormal-operation = Those in the list of abnormal operations cannot apply.
opening-obstacle-serious-violation = Those in the list of serious violations and dishonesty cannot apply.
opening-obstacle-other-serious-dishonesty = Those with other serious dishonesty cannot apply.
opening-obstacle-credit-grade = The credit grade ({ $grade }) is none that the published conditions accept.
opening-obstacle-dataset-not-offered = This dataset is not restricted, or was withdrawn; it cannot be applied for.
opening-obstacle-dataset-suspended = This dataset is suspended; it can be applied for once it is resumed.

## Self-check
opening-check-title = Eligibility check
opening-check-at = Question { $at } of { $of }
opening-check-next = Continue
opening-check-choose = Please choose an answer
opening-check-stored = No sign-in needed; your answers are not stored.
opening-check-result = Result of the check
opening-check-fine = You appear eligible; you can start
opening-check-missing = { $n ->
    [one] { $n } condition not met
   *[other] { $n } conditions not met
}
opening-check-no-decision = This check is not a decision.
opening-check-change = Change an answer
opening-state-met = Met
opening-state-not-met = Not met
opening-state-to-do = To be supplied
opening-question-kind = As whom do you apply?
opening-question-kind-hint = If you apply in your own name, choose natural person.
opening-question-level = Which security-protection level does the system have?
opening-question-level-hint = The system that runs the service and holds the data. Natural persons who use the certified system of somebody else state its level.
opening-question-lists = Do you stand in any of these lists?
opening-question-lists-hint = You can choose several.
opening-question-known = Is the data in the catalogue?
opening-question-known-hint = Only datasets marked as restricted need an application.
opening-question-sensitive = Does the data involve personal information or trade secrets?
opening-question-sensitive-hint = For example names, ID numbers, home addresses, business figures.
opening-level = Level { $level }
opening-level-none = Not graded
opening-level-sandbox = No system of my own: the sandbox of the publisher
opening-lists-none = None of them
opening-check-identity = Your identity has to be verified before you submit
opening-check-level-met = The security-protection level suffices
opening-check-level-hosted = The sandbox needs no system of your own
opening-check-lists-met = In none of the lists
opening-check-dataset-met = The data can be applied for
opening-check-dataset-unknown = Data that is not in the catalogue cannot be applied for
opening-check-sensitive = Personal information or trade secrets need the consent of those concerned
opening-check-sensitive-none = No personal information or trade secrets
opening-check-window-open = Applications are accepted now
opening-way-identity = One document is enough; hand it in under “Account and security”.
opening-way-level = You can save a draft, or use the sandbox (no system of your own, as the publisher announces; not on this portal yet, the provider arranges it).
opening-way-listed = You can apply once the entry is lifted; ask its source if you think it is wrong.
opening-way-dataset = Please choose a dataset marked as restricted in the catalogue.
opening-way-dataset-unknown = You can ask for it to be opened with a suggestion.
opening-way-sensitive = Consent can be handed in now, obtained with each call, or the publisher treats the data.
opening-way-window = You can fill in and save a draft now.
opening-held = You may use this data until { $day }
opening-held-renewal = You may use this data; a renewal is being decided
opening-held-use = Go and use it
