"""The house style that course.yaml asks for: what a program can measure of it, reported as warnings."""
