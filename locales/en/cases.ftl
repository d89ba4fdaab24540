# Cases: clocks, the page of a case, the work queue, complaints and suggestions, tracking.

## Clocks
clock-left = { $n ->
    [one] { $n } working day left
   *[other] { $n } working days left
}
clock-due = due { $date }, end of day
clock-due-today = Due today, by midnight
clock-due-today-short = Due today
clock-due-tomorrow = Due tomorrow
clock-target = Target date { $date }
clock-in-principle = in principle { $length }
clock-service-target = service target { $length }, not a legal time limit
clock-soft-note = passing it does not affect your case
clock-overdue = { $n ->
    [one] Overdue by { $n } working day
   *[other] Overdue by { $n } working days
}
clock-overdue-now = Overdue
clock-was-due = was due { $date }
clock-overdue-note = listed for supervision
clock-past-target = { $n ->
    [one] { $n } working day past the target
   *[other] { $n } working days past the target
}
clock-past-target-now = Past the target
clock-was-target = the target was { $date }
clock-past-target-note = the case goes on, a reason is required
clock-provisional = Due date provisional: { $date }
clock-provisional-note = recomputed when the { $years } holidays are published
clock-extended = Extended to { $date } ({ $n } working days in all)
clock-approved = approved by { $approver }
clock-reason = reason: { $reason }
clock-paused = Waiting for the supplement, clock stopped
clock-paused-mine = Waiting for your supplement, clock stopped
clock-paused-short = Clock stopped
clock-paused-since = since { $date }
clock-paused-note = restarts when complete
clock-at-once = Must be done at once: { $what }
clock-promptly = Must be done promptly: { $what }
clock-no-number = no number of days in law
clock-met = Completed { $date }
clock-met-short = Completed on time
clock-met-used = in { $n } of { $all } working days
clock-met-late = { $n ->
    [one] { $n } working day late
   *[other] { $n } working days late
}
clock-met-past-target = { $n ->
    [one] { $n } working day past the target
   *[other] { $n } working days past the target
}
clock-cancelled = Clock ended { $date }
clock-cancelled-short = Clock ended
clock-named-owner = { $name }: { $owner }
clock-period-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
clock-period-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
clock-period-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
clock-how = How this is counted
clock-how-start = Starts
clock-how-start-value = { $event }, { $date } (that day is not counted)
clock-how-length = Length
clock-how-counted = Working days counted
clock-how-make-up = {" "}[make-up working day]
clock-how-assumed = {" "}[assumed by the weekday]
clock-how-end = Ends
clock-how-end-value = { $date }, end of day
clock-how-stop = Stops
clock-how-profile = Version of the rules
clock-how-calendar = Version of the calendar

## The page of a case
cases-basis = Basis
cases-list-separator = {", "}
cases-overdue = Overdue
cases-turn-body = Now with { $body }
cases-turn-yours = It is your turn
cases-turn-reporter = Now with { $kind ->
    [SQ] the applicant
    [XY] the user
    [WG] the user
   *[other] the person who filed it
}
cases-turn-nobody = The case is over
cases-filed-on = filed
cases-order-oldest = Oldest first
cases-order-newest = Newest first
cases-internal = Internal
cases-person = {" "}({ $name })
cases-future = Next: { $step }
cases-future-soft = target { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
cases-future-hard = within { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
cases-document-valid = Valid
cases-document-replaced = Replaced
cases-document-view = View
cases-document-download = Download
cases-document-from = from { $from }
cases-document-recorded = Opening a document is recorded.
cases-document-show = View here
cases-document-hide = Close
cases-shown = Documents being viewed
cases-shown-elsewhere = Open in a new page
cases-shown-pdf = Content of the file { $name }
cases-shown-cannot = The browser cannot show this file here; open it in a new page.
cases-messages-none = No messages yet.
cases-can = What you can do now
cases-way-sign = Sign agreement { $number }
cases-way-agreement = Open agreement { $number }

## Work queue
queue-group-immediate = No number of days in law · at once
queue-group-overdue = Overdue
queue-group-today = Due today
queue-group-soon = Within 3 working days
queue-group-week = This week
queue-group-later = Later
queue-group-answered = Answered, to be closed
queue-steps = Order of the queue
queue-previous-case = Previous
queue-next-case = Next
queue-place = { $place } of { $total }
shortcuts-title = Keyboard shortcuts
shortcuts-close = Close
shortcuts-enabled = Use shortcuts
shortcuts-note = They do nothing while you type. Each has a link or button beside it. The setting stays in this browser.
shortcuts-said-on = Shortcuts are on
shortcuts-said-off = Shortcuts are off
shortcuts-j = Next case
shortcuts-k = Previous case
shortcuts-enter = Open the case in focus
shortcuts-x = Tick or untick
shortcuts-u = From a case back to the queue
shortcuts-gq = Open the queue
shortcuts-help = Show this
queue-group-waiting = Waiting for others
queue-group-closed = Closed
queue-group-count = { $n ->
    [one] { $n } case
   *[other] { $n } cases
}
queue-pick = Select { $number }
queue-no-owner = Not assigned
queue-owner = Handled by
queue-from = { $kind ->
    [SQ] Applicant
    [XY] User
    [WG] User
   *[other] From
}: { $name }
queue-title = To do
queue-heading = { $n ->
    [one] { $n } case to do
   *[other] { $n } cases to do
}
queue-today = Today: { $due } due, { $new } new
queue-average = { $days } working days on average this week
queue-file = Export this list (CSV)
queue-file-chosen = Export
queue-receive = Mark received
queue-receive-refused = cannot be marked as received now: it was not routed to your body, or it was received already.
queue-remind = Remind
queue-remind-refused = cannot be urged now: nothing waits for another body, or your role does not urge.
queue-done = { $n ->
    [one] { $n } case done.
   *[other] { $n } cases done.
}
queue-not-done = Not changed
queue-back = Back to the queue
queue-cut-short = The search for words reached its limit of time; older cases were not looked at. Choose a kind, a dataset or a person and search again.
queue-any-dataset = All datasets
queue-dataset = Dataset
queue-binding = Period
queue-any-binding = All periods
queue-binding-hard = Statutory period
queue-binding-soft = Target period
queue-binding-no-number = No number of days in law
queue-clock = Deadline
queue-any-clock = All deadlines
queue-clock-overdue = Overdue
queue-clock-today = Due today
queue-clock-soon = Within 3 working days
queue-clock-later = Later
queue-clock-paused = Clock stopped
queue-clock-no-number = No number of days in law
queue-file-number = Number
queue-file-kind = Kind
queue-file-title = Title
queue-file-applicant = From
queue-file-state = State
queue-file-step = Step of this body
queue-file-with = Now with
queue-file-owner = Handled by
queue-file-filed = Filed on
queue-file-due = Due on
flash-queue-receive = { $value } cases marked as received
flash-queue-remind = { $value } cases urged
queue-tabs = Parts of the queue
queue-tab-mine = Mine
queue-tab-office = My office
queue-tab-waiting = Waiting for others
queue-tab-overdue = Overdue
queue-tab-all = All
queue-any-kind = All kinds
queue-any-owner = Everybody
queue-words = Title or number
queue-assign = Assign
queue-assign-to = Assign to
queue-assign-hint = Select cases in the list first.
queue-none = Nothing to do.
queue-none-found = No case matches.
queue-next = Next deadline: { $date } ({ $number })
queue-search-title = Find a case
flash-queue-assigned = { $value } cases assigned
flash-queue-nothing = No case was selected, nothing changed

## What stands on the page of a case
cases-answers = What was filed
cases-documents = Documents
cases-timeline = History
cases-messages = Messages
cases-message = Write a message
cases-message-visible = { $kind ->
    [SQ] Visible to the applicant. For missing material, send the one notice of what is missing instead.
    [XY] Visible to the user.
    [WG] Visible to the user.
   *[other] Visible to the person who filed it. For missing facts, ask for a supplement instead.
}
cases-message-hint = The body handling the case can see it.
cases-message-send = Send message
cases-note = Internal note (not shown to { $kind ->
    [SQ] the applicant
    [XY] the user
    [WG] the user
   *[other] the person who filed it
})
cases-note-hint = Seen only by staff of your body.
cases-note-save = Save note
cases-relate = Related case
cases-relate-hint = The number of the other case.
cases-relate-do = Relate
cases-desk = Desk
cases-involved = Who takes part
cases-reporter = { $kind ->
    [SQ] Applicant
    [XY] User
    [WG] User
   *[other] Filed by
}
cases-reporter-hidden = Identity protected
cases-reporter-anonymous = Anonymous
cases-reporter-you = You
cases-bodies = Bodies
cases-related = Related
cases-rules = Basis and rules
cases-target = About
cases-channel = How it was filed
cases-kind = Kind
cases-state = State
cases-with = Now with
cases-unmask = See in full { $kind ->
    [SQ] the applicant
    [XY] the user
    [WG] the user
   *[other] who filed it
}
cases-unmask-reason = Reason for looking
cases-unmask-hint = Looking and the reason are recorded.
cases-unmask-show = Show and record
cases-print = Print
cases-print-receipt = Receipt
cases-print-letter = Answer
cases-print-file = Case file (with all documents)
cases-print-archive = Download the case file (ZIP, with all documents and hashes)
cases-print-recorded = Printing and downloading the case file is recorded.
cases-next = Open the next case { $number }
flash-case-message = Message sent
flash-case-note = Note saved
flash-case-related = Related to { $value }
flash-case-assigned = { $value } assigned

## One step of a case
command-effects = What happens
command-told = Who is told
command-undo = Can it be undone
command-cancel = Go back without doing this
command-internal = Not shown to { $kind ->
    [SQ] the applicant
    [XY] the user
    [WG] the user
   *[other] the person who filed it
}.
command-min = At least { $n } characters.
command-choose = Please choose
command-preview = Preview notice
command-send = Confirm and send
preview-title = Preview of the notice
preview-lead = Nothing has been sent. If it is right, send it with the button below the form; after a change you can preview it again.
preview-obliged = A refusal is sent only after looking at what the applicant will receive.
preview-none = This step sends no notice.
preview-to = To: { $who } ({ $n })
preview-link = Link
preview-entry = What the reporter will read in the history
preview-files = Attachments were not kept; choose them again before sending.

## Print
print-receipt-title = Receipt: { $kind }
print-letter-title = Answer to “{ $title }”
print-letter-salutation = Dear Sir or Madam,
print-file-title = Case file { $number }
print-enclosed = Documents that are not pictures are not shown here: open and print them one by one, or download the case file.
print-foot = { $site } · printed { $date }
print-by = Printed by { $who } on { $when }

## Complaints and suggestions
complaint-title = Complaints and reports
complaint-lead = Data not updated, inaccurate or misused, or unhappy with how data are opened? Tell us here. No account needed.
complaint-safe = Those you complain about cannot see who you are. You can also stay anonymous and follow the case by its number and query code.
complaint-part-target = What it is about
complaint-target-kind = It is about
complaint-target-dataset = A dataset
complaint-target-body = A public body
complaint-target-user = Somebody who uses open data
complaint-target-portal = This portal and anything else
complaint-target = Dataset or body
complaint-target-hint = Its name, its code, or its address on this portal. Leave empty for the other two.
complaint-target-pick = Which one do you mean
complaint-target-text = More about it
complaint-target-text-hint = For a user of data: who it is. Otherwise: which part you mean.
complaint-part-facts = What happened
complaint-subject = Title
complaint-subject-hint = One sentence, 4 to 80 characters.
complaint-facts = Facts
complaint-facts-hint = When, what happened, how you found out; at least 10 characters.
complaint-wish = What should be done
complaint-part-you = About you
complaint-anonymous = File anonymously
complaint-anonymous-hint = No name and no contact are kept, leave the questions below empty; the query code is then the only way to see the result.
complaint-is-anonymous = Anonymous: no name and no contact are kept
complaint-name = Name
complaint-name-hint = Seen only by those who handle the case; looking is recorded.
complaint-phone = Telephone
complaint-email = E-mail
complaint-email-hint = Progress is sent here.
complaint-email-hint-account = Progress is sent to your account; you may leave another address to be reached at.
complaint-why = Why we ask
complaint-why-text = Name and contact are asked by the portal, to check the facts and to answer. They are stored encrypted and hidden from those you complain about. If you would rather not say, file anonymously.
complaint-continue = Continue
complaint-other-ways = You can also call, write or come to the counter:
complaint-check-title = Check and submit
complaint-check-lead = Check what you entered, add evidence if you have any, then submit.
complaint-edit = Change the answers
complaint-part-evidence = Evidence
complaint-evidence = Evidence
complaint-evidence-hint = Screenshots, photographs or files, at most { $n }.
complaint-next = You then get a number and a query code. The authority forwards the case to the body concerned; history and deadline can be seen at any time.
complaint-submit = Submit complaint
suggestion-title = Suggestions
suggestion-lead = Which data should be opened, what should be better? Tell us here. No account needed.
suggestion-facts = Opinion or suggestion
suggestion-facts-hint = How it is now and how it should be; at least 10 characters.
suggestion-check-lead = Check what you entered, add documents if you have any, then submit.
suggestion-submit = Submit suggestion
error-not-found-target = No such dataset or body was found. Check the name, or paste its address on this portal
error-required-target_kind = Choose what it is about
error-required-anonymous = Enter your name, or choose to file anonymously

receipt-title = Receipt
receipt-lead = We have received it. Write down or print the number and the query code.
receipt-lead-counter = Entered. Give the number and the query code to the visitor.
receipt-codes = Number and query code
receipt-number = Number
receipt-code = Query code
receipt-once = The query code is shown only once; it cannot be seen again after you leave this page.
receipt-over = A receipt is shown only once. The case can be followed by its number and query code.
receipt-next = What happens next
receipt-next-text = The authority decides which body handles it and forwards it; that body checks the facts and answers. Every step is in the history.
receipt-open = Open the case

track-title = Track a case
track-lead = Enter the number and the query code of your receipt to see where the case stands.
track-number = Number
track-number-hint = For example TS-20261012-0003
track-code = Query code
track-code-hint = The 10 characters on the receipt, in any case.
track-show = Show the case
track-unknown = Number and query code do not match
track-unknown-note = Compare them with the receipt. If you lost the code, cases filed while signed in are under “My cases”; anonymous ones cannot be recovered.
track-signed-in = Cases filed while signed in are in your centre under “My cases”.
track-over = Your time is over
track-over-note = For safety a case stays open for an hour. Please enter number and query code again.
track-typed = What you had typed
track-pass = You have opened this case with number and query code, for an hour.
track-leave = Leave this case
flash-track-left = You have left the case

requests-my = My centre
requests-title = My cases
requests-todo = To do
requests-running = In progress
requests-over = Over
requests-none = No cases yet.
requests-todo-none = Nothing is waiting for you. You can go on to:
requests-count = { $n ->
    [one] { $n } case
   *[other] { $n } cases
}, { $yours } waiting for you

counter-title = Enter for a visitor
counter-lead = For people who came, called or wrote. Give them the number and the query code afterwards.
counter-channel = How it came
counter-channel-counter = At the counter
counter-channel-phone = By telephone
counter-channel-letter = By letter
counter-channel-email = By e-mail
counter-channel-hotline = By the service hotline
counter-received = Day it came
counter-received-hint = Empty means today; the clock starts on that day.
counter-submit = Enter the case

channels-title = How to complain or report
channels-online = Online, at any time:
channels-contact = Or call, write, or come to the counter, as said above: staff enter the case and give you its number and query code.
channels-answer = The authority takes it in and forwards it to the body concerned; the time for an answer is on the receipt and on the page of the case. Anonymous reports are taken too, and those complained about cannot see who you are.
channels-services = Services
complaint-dataset = Complain about this dataset or report it
flash-case-done = Done
flash-case-route = { $value } given to a body
flash-case-forward = { $value } forwarded
flash-case-refer = { $value } referred
flash-case-accept = { $value } accepted
flash-case-return = { $value } returned
flash-case-recall = { $value } recalled
flash-case-ask-supplement = The other side has been asked for what is missing
flash-case-supplement = Your supplement has been submitted
flash-case-extend = Time extended
flash-case-answer = Answer sent
flash-case-confirm = Answer accepted, the case is closed
flash-case-object = Your objection has been submitted
flash-case-close = { $value } closed
flash-case-cancel = { $value } cancelled; the case is kept
flash-case-suspend-dataset = Opening suspended; nobody can download
flash-case-resume-dataset = Opening resumed
flash-case-remind = Reminder sent for { $value }
complaint-evidence-kinds = PDF, pictures, Word, Excel, OFD, TXT
complaint-subject-risk = Security risk under agreement { $number }

## 意见模板
desk-place-opinions = Opinion templates
desk-place-opinions-note = Opinions and answers the body often gives
opinions-title = Opinion templates
opinions-lead = Opinions the body often gives. They are inserted into the text of a decision and stay editable there.
opinions-none = There is no template yet.
opinions-new = New template
opinions-name = Name of the template
opinions-kind = Used for
opinions-state = State
opinions-changed = Version
opinions-version = Version { $n }, { $on }
opinions-retired = Retired
opinions-offered = In use
opinions-one-lead = Saving makes a new version. Opinions already given stay as they are.
opinions-text = Text
opinions-text-hint = In Chinese. Applicants and reporters read it: no names, telephone numbers or other personal data.
opinions-name-hint = By this name it is chosen, at most 60 characters
opinions-facts = What is filled in automatically
opinions-facts-lead = Write the name in braces; it is filled in when the template is inserted.
opinions-save = Save
opinions-retire = Retire
opinions-restore = Use again
opinions-choose = Opinion template ({ $question })
opinions-insert = Insert
opinion-kind-approve = Approval
opinion-kind-refuse = Refusal
opinion-kind-supplement = Supplement
opinion-kind-answer = Answer to a complaint or suggestion
opinion-fact-number = Number of the case
opinion-fact-title = Title of the case
opinion-fact-data = Name of the dataset
opinion-fact-today = Date of the day
flash-opinion-saved = The template is saved.
flash-opinion-retired = The template is retired and offered no more.
flash-opinion-restored = The template is in use again.
suggestion-subject-entry = Correction of an entry in the register of recipients (agreement { $number })
