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
error-rule-refused = { $why }
error-second-person-needed = Whoever drafted a change cannot confirm it. Another person must.
error-required = Please fill this in.
error-required-label = Enter “{ $label }”
error-too-long = Too many characters.
error-too-long-label = “{ $label }” may have { $max } characters at most; { $over } too many
error-too-short = Too few characters.
error-too-short-label = “{ $label }” needs at least { $min } characters

error-wrong-credentials = Wrong account or password; { $left } more tries.
error-too-many-attempts = Too many tries; try again in { $minutes } minutes. A forgotten password can be recovered.
error-wrong-code = This code is wrong or was used. Enter the 6 digits your authenticator app shows now, or an unused recovery code.
error-link-expired = This link was used or is too old. Ask for a new one.
error-email-unconfirmed = Open the link in our mail first to confirm your address, then sign in. We can send it again.
error-weak-password = { $reason ->
    [common] This password is very common and easy to guess. Choose another, such as a few unrelated words.
    [similar] This password is close to a common one and easy to guess. Choose another, such as a few unrelated words.
    [keyboard] Neighbouring keys are easy to guess. Choose another, such as a few unrelated words.
    [repeats] Repeated characters are easy to guess. Choose another, such as a few unrelated words.
    [sequence] Sequences like abc or 1234 are easy to guess. Choose another, such as a few unrelated words.
    [date] Dates and years are easy to guess. Choose another, such as a few unrelated words.
    [name] Names are easy to guess. Choose another, such as a few unrelated words.
    [word] A single word is easy to guess. Add a few unrelated words.
   *[other] This password is easy to guess. Make it longer, such as a few unrelated words.
}
error-bad-email = Enter a whole e-mail address, such as name@example.cn
error-bad-number = { $reason ->
    [length] The number of characters is wrong; compare with the document.
    [character] There is a character no such number has; compare with the document.
    [region] The region code is wrong; compare with the document.
    [birth] The date of birth is wrong; compare with the document.
   *[check] The check character does not fit: one may be misread or two swapped; compare with the document.
}
error-organisation-known = The organisation with this unified social credit code is verified here already. Ask its head to invite you.
error-already-member = The account with this address already belongs here.
error-last-admin = Hand the head’s or administrator’s role to somebody else first.
error-second-factor-needed = Roles of staff count only when you signed in with a second factor. Set one up under Account and security, or sign in again.
error-own-case = You cannot decide what you filed yourself; somebody else must.

## Cases
error-no-authority = No competent authority is set up here to receive cases yet. Please use the published telephone or post.
error-route-to-target = The body complained about cannot handle the case; choose another body
error-outside-jurisdiction = This body is outside the jurisdiction of this authority; choose another body
error-same-person = You answered this case before; after an objection another person must answer.
error-extension-too-long = More working days than the rule allows
error-file-kind = The file should be PDF, JPG, PNG, Word, Excel, OFD or plain text
error-file-empty = The file is empty
error-file-too-large = The file is larger than { $max_mb } MB (it has { $mb } MB)
error-too-many-files = At most { $max } files at once

## Signing in at a provider
error-heading-provider-unavailable = The sign-in platform does not answer
error-heading-provider-denied = Not signed in
error-heading-provider-answer = We cannot confirm who you are
error-heading-sign-in-stale = Please sign in again
error-heading-identity-taken = This identity is linked already
error-heading-last-way-in = This cannot be removed
error-heading-roles-from-provider = Roles are not changed here
error-provider-unavailable = The sign-in platform does not answer now. Try again later, or sign in another way.
error-provider-unavailable-provider = { $provider } does not answer now. Try again later, or sign in another way.
error-provider-denied = The sign-in platform did not agree to this sign-in, or you cancelled it. Sign in again, or another way.
error-provider-denied-provider = { $provider } did not agree to this sign-in, or you cancelled it. Sign in again, or another way.
error-provider-answer = What the sign-in platform sent could not be verified, so nobody was signed in. Sign in again; if it keeps failing, contact us.
error-provider-answer-provider = What { $provider } sent could not be verified, so nobody was signed in. Sign in again; if it keeps failing, contact us.
error-sign-in-stale = This sign-in did not begin in this browser, or took too long. Start again from the sign-in page.
error-identity-taken = This identity is linked with another account, or your account has another identity of the same platform.
error-last-way-in = This is the only way to sign in to this account. Set a password or link another identity first.
error-no-password = This account has no password. First confirm who you are at your sign-in platform, or set a password with “Forgotten password” on the sign-in page.
error-email-known = This address has an account. Sign in to it, then link this identity.
error-roles-from-provider = A sign-in platform gives this person their roles. Change them there.

## Restricted data
error-out-of-range-first = “{ $label }” must not be before { $first }
error-out-of-range-last = “{ $label }” must be between { $first } and { $last }
error-not-offered = Not one of the choices; please choose again.
error-not-offered-label = “{ $label }” is not one of the choices; please choose again
error-mismatch = Does not agree with another answer; please check.
error-mismatch-other = “{ $label }” does not agree with another answer; please check
error-duplicate = Given already.
error-duplicate-label = “{ $label }” is given already; please change it
error-expired = No longer valid.
error-expired-label = “{ $label }” was valid until { $until }; please give one that is valid
error-too-old = Issued too long ago.
error-too-old-label = “{ $label }” was issued on { $issued }, more than { $max } days ago; please give a new one
error-not-yet = Dated in the future.
error-not-yet-label = The date of “{ $label }” is in the future; please check
error-unverified = The identity is not verified yet.
error-unverified-label = The applicant’s identity is not verified yet: a draft can be saved, and submitted once it is
error-text-changed = The text of the commitment has changed; please read and sign it again
error-locked = This can no longer be changed.
error-file-kind-other = The file must be PDF, JPG or PNG
error-file-protected = The file has a password and cannot be read by reviewers

## Delivery of restricted data
error-heading-key-needed = A key is needed
error-heading-key-invalid = Not a key
error-heading-key-revoked = The key was revoked
error-heading-key-in-query = A key must not stand in the address
error-heading-item-gone = The item is not provided any more
error-heading-volume-used-up = The agreed volume is used up
error-key-needed = Send the key in the header Authorization: Bearer.
error-key-invalid = There is no such key.
error-key-revoked = This key was revoked, or another one took its place.
error-key-in-query = The key stands in the parameter “{ $field }” of the address, where logs on the way read it. Send it in the header Authorization: Bearer, and replace this key now.
error-wrong-address = This key may not be used from your network address.
error-bad-address = “{ $value }” is not an IP address
error-too-many-keys = An agreement has at most { $max } keys at the same time; revoke those not in use
error-too-many-templates = A body keeps at most { $max } templates, retired ones among them. Rewrite one that is not needed any more; saving a retired one offers it again
error-not-begun = The agreement is not in force yet.
error-agreement-ended = The agreement has ended; no data can be fetched any more.
error-user-closed = Your access to this data is closed for now; see the rectification notice.
error-wrong-mode = The agreement is about another way of delivery.
error-wrong-system = The agreement is about another system.
error-item-not-approved = These items were not approved.
error-item-not-approved-items = These items were not approved: { $items }.
error-range-not-approved = Outside of the approved range.
error-range-unclear = No column of the data tells whether a row lies within the approved range, so nothing can be provided. The provider has been told.
error-volume-used-up = The agreed volume ({ $count } calls) is used up.
error-consent-needed = Without consent of the person concerned these items cannot be fetched.
error-item-gone = The item “{ $item }” is not provided any more after version { $version }. Fetch the other items only.
