# Sign-in, registration, my centre, organisations, people and roles.
flash-signed-out = You are signed out.
