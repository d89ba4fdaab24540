# Drafts, absences, what was typed before a session ended.
flash-draft-saved = Draft saved; go on whenever you like.
flash-draft-thrown-away = Draft deleted.
flash-absence-begun = Entered; meanwhile your cases are handled by who stands in.
flash-absence-ended = Ended early.
flash-kept = What you typed before your session ended is back in the form, and has not been sent yet. Choose files and type passwords again.

my-place-drafts = Drafts
my-place-drafts-note = Complaints and suggestions not sent yet.
my-place-absence = Absence
my-place-absence-note = Who handles your cases while you are away.

## Drafts
drafts-title = Drafts
drafts-lead = What has not been sent yet. A draft goes away when it is sent; files are chosen when sending and are not kept with it.
drafts-none = No drafts.
draft-subject = Subject
draft-changed = Last saved
draft-untitled = (no subject yet)
draft-conflict-title = Choose which draft to keep
draft-conflict-lead = This draft was changed elsewhere ({ $time }). Choose which to keep.
draft-conflict-field = Field
draft-conflict-there = Saved elsewhere
draft-conflict-here = What you entered here
draft-conflict-differs = differs
draft-conflict-empty = Not answered
draft-conflict-keep-here = Keep what I entered here
draft-conflict-keep-there = Keep what was saved elsewhere
draft-save = Save draft
draft-discard = Delete draft

## Absence
absence-title = Absence
absence-lead = Meanwhile cases assigned to you also stand among those of the person standing in, who is told of new ones and of deadlines, and acts under their own name and roles.
absence-body = Body: { $body }.
absence-none = Nobody is away.
absence-caption = Absences of this body
absence-who = Away
absence-to = Stands in
absence-to-hint = People of this body who can handle cases.
absence-from = First day
absence-until = Last day
absence-until-hint = Included; 366 days at most.
absence-begin = Enter an absence
absence-alone = Nobody else in this body can handle cases; its administrator invites people.
absence-submit = Enter absence
absence-end = End early

## The desk without a second factor
desk-factor-title = Your roles do not count yet
desk-factor-why = Working for a body needs two-step sign-in. Setting it up takes a few minutes:
desk-factor-step-app = Install any authenticator app that knows TOTP on your phone.
desk-factor-step-scan = Scan the picture on the set-up page and type the six digits the app shows.
desk-factor-step-codes = Keep the recovery codes for the day the phone is lost.
desk-factor-again = You have set up two-step sign-in but did not use it this time. Sign out, then sign in again with the code.
