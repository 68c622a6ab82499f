"""The nouns: frozen dataclasses of the standard library only, imported by every stage, importing none.

Two tiers of fact. *Annotations* say what one text says (`ActorMention`, `TimeMention`, `Attribution`,
`MeetingMention`, `UndertakingMention`). *Records* say what the process file holds (`Person`, `Meeting`, `Statement`,
`Undertaking`, `Alignment`, `Comparison`). Between them stand *judgements*, which people make.

Read in this order: spans, times, documents, issues, actors, attributions, meetings, undertakings, accounts,
judgements, readings.
"""
