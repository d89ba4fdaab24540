# Labels of roles, parties and accounts.

code-role-cataloguer = Cataloguer
code-role-reviewer = Reviewer
code-role-head = Head of the body
code-role-data-office-head = Head of the data office
code-role-authority-reviewer = Authority reviewer
code-role-supervisor = Supervisor
code-role-security-officer = Security officer
code-role-auditor = Auditor
code-role-body-admin = Administrator of the body
code-role-sys-admin = System administrator

code-mandate-handler = Handler
code-mandate-signatory = Signatory
code-mandate-head = Head

code-party-kind-person = Natural person
code-party-kind-legal-person = Legal person
code-party-kind-unincorporated = Unincorporated organisation

code-verification-unverified = Not verified
code-verification-pending = Being verified
code-verification-verified = Verified
code-verification-refused = Not accepted

code-account-state-registered = Address not confirmed
code-account-state-active = Active
code-account-state-suspended = Suspended
code-account-state-closed = Closed

code-proof-resident-id = Resident identity card
code-proof-passport = Passport
code-proof-hk-macao-permit = Mainland travel permit for Hong Kong and Macao residents
code-proof-taiwan-permit = Mainland travel permit for Taiwan residents
code-proof-foreign-permanent-resident = Foreign permanent resident identity card
code-proof-uscc = Unified social credit code

code-sign-in-signed-in = Signed in
code-sign-in-wrong-password = Wrong password
code-sign-in-wrong-code = Wrong code
code-sign-in-throttled = Too many tries, stopped

code-separation-admin-decides = An administrator also decides cases; better separate
code-separation-auditor-acts = An auditor also holds other roles; better separate
code-separation-cataloguer-reviews = One person catalogues and reviews; better separate
code-separation-reviewer-approves = One person reviews and approves as head; better separate
