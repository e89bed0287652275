"""The language server: diagnostics while you write, rewrites at a keystroke. A client of the facade, as the CLI is.

positions     offsets in code points to positions in the client's units, and back
documents     the text of open documents, exactly as the client has it
client        what the client can do, settled once
projects      settings, packs and linters, for each folder of drafts
memory        what is loaded stays, what is let go of goes back
checking      one worker that checks, one job for each text; what is superseded stops
diagnostics   findings as the client shows them
actions       rewrites and the other things to do about a finding
workbench     rule files: what is wrong in them, in place
server        all of it, wired to the protocol
"""
