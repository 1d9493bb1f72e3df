param([string]$Cmdlet, [hashtable]$Parameters, [string[]]$Names, [string[]]$Forms)
# Everything that one cmdlet reports, a row an object. An error is an error of the whole.
foreach ($item in (& $Cmdlet @Parameters -ErrorAction Stop)) { ConvertTo-Row $item }
