# Statistics of opening: applications for restricted data, their outcomes and how long each step took.
stats-title = Open statistics
stats-lead = How much data is open, what became of applications for restricted data, and how many working days each step took.
stats-data = Data that is open
stats-tile-datasets = Datasets
stats-tile-tables = With a table to look at
stats-tile-publishers = { $label }
stats-applications = Applications for restricted data
stats-period = By year of filing
stats-all-years = All years
stats-year = { $year }
stats-none = There is no application for restricted data yet.
stats-count = { $n ->
    [one] One application was filed.
   *[other] { $n } applications were filed.
} What became of them:
stats-steps = How long each step took
stats-steps-hint = In working days, from the day after a step began to the day it was done. Where materials were missing, from the day they were complete.
stats-bodies = By body
stats-body-steps = Steps of each body
stats-col-body = Body
stats-col-applications = Applications
stats-col-lines = Datasets asked for
stats-col-agreed = Agreed
stats-col-refused = Refused
stats-col-step = Step
stats-col-done = Done
stats-col-average = Average days
stats-col-longest = Longest
stats-col-late = Done late
stats-col-open = Open
stats-col-overdue = Open and overdue
stats-nothing = none
stats-as-of = Counted at { $at }
stats-download = Download the figures (CSV)
code-case-application-running = Under review
code-case-application-agreed = Agreed in full
code-case-application-partly = Agreed in part
code-case-application-refused = Refused
code-case-application-cancelled = Cancelled
code-case-procedure-step-formal = Formal review
code-case-procedure-step-demand = Demand review
code-case-procedure-step-recheck = Recheck
