"""The catalogue of courses: what it holds, how foreign forms are read, and how it is searched."""
