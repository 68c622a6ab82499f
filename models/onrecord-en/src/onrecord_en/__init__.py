"""The files of OnRecord's English model; `onrecord.annotate.encoder` reads them, nothing else is here."""
