# Common words of forms.

form-cancel = Go back without doing this
file-kinds = { $kinds }, up to { $max_mb } MB
file-kinds-each = { $kinds }, up to { $max_mb } MB each
file-again = Browsers do not keep chosen files; choose them again.
summary-change = Change
summary-empty = Not stated (optional)

live-saved = Saved { $time }
live-failed = Not saved: the portal cannot be reached. What you typed is still on this page; typing on tries again.
live-signed-out = Not saved: you are signed out. Press “Save and continue” to sign in again; nothing typed is lost.
live-conflict = This section was changed elsewhere; it is not saved by itself any more.
live-both = See both and choose

upload-drop = You can also drop the file here
upload-sending = Uploading { $name }; you can go on with the rest
upload-progress = { $percent }% ({ $sent }/{ $total } MB, about { $left } s)
upload-cancel = Cancel
upload-cancelled = Upload cancelled
upload-done = { $name } is uploaded
upload-broken = The upload broke off; try again
upload-signed-out = Not uploaded: you are signed out. Sign in and try again

task-not-started = Not started
task-in-progress = In progress
task-completed = Completed
task-problem = There is a problem
task-blocked = Cannot start yet

error-bad-value-label = Check “{ $label }”: it is not of the right form
error-out-of-range-label = Check “{ $label }”: it is out of range
error-not-found-label = Check “{ $label }”: nothing like it was found
