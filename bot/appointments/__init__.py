"""Appointments with a counsellor: moments that are offered, booked, moved and cancelled."""
