"""Commands of the repository: set-up, the work folder, the stored notebooks. Run through course.py."""
