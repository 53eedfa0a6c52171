"""The counsellor's console at `/begeleider`: pages made on the server, a small script for what is live."""
