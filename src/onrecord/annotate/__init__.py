"""Document → annotations: what one text says, each fact at the characters it was read from.

In come Documents, out go Readings. Every component is batch in, batch out and declares what it needs and gives;
`annotate()` runs the table `COMPONENTS` in order, passes every finding through one gate (`admit`) and refuses what
has no span. It never looks at a second document: that is `onrecord.link`.
"""
