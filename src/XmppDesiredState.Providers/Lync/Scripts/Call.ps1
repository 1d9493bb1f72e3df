param([string]$Cmdlet, [hashtable]$Parameters)
# Runs one cmdlet that is not a question; 'done' only if it ended without an error.
$nothing = & $Cmdlet @Parameters -ErrorAction Stop
'done'
