"""The files of OnRecord's fast English model; `onrecord.annotate.encoder` reads them, nothing else is here."""
