"""What the directory knows: providers, services, venues, groups, coverage and places. Imports nothing of ours."""
