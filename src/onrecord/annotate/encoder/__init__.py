"""The shared encoder: one pass over a text for all learned heads, on onnxruntime, without torch.

In come texts with the paragraphs to read; out comes, per text, what every head saw: attributions, undertakings,
spans of meetings, pledge scores of sentences. Spans count code points of the text given and never leave a
paragraph. A model that is missing, damaged or of another version is refused with one clear line.

Read in this order: heads (the table), pieces, windows, model, viterbi, features, linking, decode, reader.
"""

from __future__ import annotations

from .answers import EncoderReading, RawAttribution, RawMention, RawSentence, RawUndertaking
from .reader import Encoder

__all__ = ["Encoder", "EncoderReading", "RawAttribution", "RawMention", "RawSentence", "RawUndertaking"]
