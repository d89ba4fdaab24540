# Common words of forms.

form-cancel = Go back without doing this
file-kinds = { $kinds }, up to { $max_mb } MB
file-kinds-each = { $kinds }, up to { $max_mb } MB each
file-again = Browsers do not keep chosen files; choose them again.
summary-change = Change
summary-empty = Not stated (optional)

task-not-started = Not started
task-in-progress = In progress
task-completed = Completed
task-problem = There is a problem
task-blocked = Cannot start yet

error-bad-value-label = Check “{ $label }”: it is not of the right form
error-out-of-range-label = Check “{ $label }”: it is out of range
error-not-found-label = Check “{ $label }”: nothing like it was found
