"""Broken files, each with what a person should read about it. Kept apart from the tests: this is the specification."""

# ruff: noqa: E501 (an error is told in one line, however long)

from __future__ import annotations

RULE_PATH = "guilt/self-reproach.yaml"

RULE = """\
id: guilt/self-reproach
status: draft
severity: information
summary: Asks for a feeling.
message: "“{match}” asks for a feeling about {issue}; that tends to end the talk."
why: It ends the talk.
keep-when: It is testimony.
match:
  any:
    - name: wallow
      phrase: "~wallow in $issue:np"
rewrites:
  - text: "act on {issue}"
    applicability: review
    keeps: [issue]
examples:
  flag:
    - text: "They [[wallow in guilt]]."
      rewrite: "They act on guilt."
  ok:
    neutral: ["The pigs wallow in mud."]
"""

LEXICON_PATH = "lexicon/complaining.yaml"

LEXICON = """\
class: complaining
about: Verbs of complaint.
part-of-speech: verb
words:
  - complain
  - grumble
exact: [bellyaching]
except: [grumble]
"""

PACK_PATH = "pack.yaml"

PACK = """\
name: ours
language: en
off: [guilt/self-reproach]
"""

# (what is wrong, the words in the sound file, the words that stand there instead, what is told)
RULES: list[tuple[str, str, str, list[str]]] = [
    (
        "a key misspelt",
        "severity: info",
        "severty: info",
        [
            "guilt/self-reproach.yaml:3:1: “severty” is no key of a rule. Did you mean “severity”?",
        ],
    ),
    (
        "a value misspelt",
        "severity: information",
        "severity: informaton",
        [
            "guilt/self-reproach.yaml:3:11: “severity” cannot be “informaton”. Did you mean “information”?",
        ],
    ),
    (
        "a status that is none",
        "status: draft",
        "status: beta",
        [
            "guilt/self-reproach.yaml:2:9: “status” cannot be “beta”. It may be: draft, preview, stable.",
        ],
    ),
    (
        "a key missing",
        "summary: Asks for a feeling.\n",
        "",
        [
            "guilt/self-reproach.yaml:1:1: a rule needs “summary” (in a sentence: what the phrasing does)",
        ],
    ),
    (
        "a key twice",
        "status: draft",
        "status: draft\nstatus: stable",
        [
            "guilt/self-reproach.yaml:3:1: “status” is already given on line 2; keep one of the two",
        ],
    ),
    (
        "a number where text is wanted",
        "status: draft",
        "status: draft\nsince: 0.1",
        [
            "guilt/self-reproach.yaml:3:8: “since” needs text, and 0.1 stands here (put it in quotes)",
        ],
    ),
    (
        "text where a number is wanted",
        "status: draft",
        "status: draft\nconfidence: high",
        [
            "guilt/self-reproach.yaml:3:13: “confidence” needs a number, and the text “high” stands here",
        ],
    ),
    (
        "a number out of range",
        "status: draft",
        "status: draft\nconfidence: 80",
        [
            "guilt/self-reproach.yaml:3:13: “confidence” is 80; it runs from 0 to 1",
        ],
    ),
    (
        "a blank text",
        "why: It ends the talk.",
        'why: " "',
        [
            "guilt/self-reproach.yaml:6:6: “why” is blank; write it (why it tends to cost solidarity, with sources named; shown on hover), or take it out",
        ],
    ),
    (
        "an empty value",
        "why: It ends the talk.",
        "why:",
        [
            "guilt/self-reproach.yaml:6:5: “why” is empty; it needs text",
        ],
    ),
    (
        "an unquoted colon",
        "summary: Asks for a feeling.",
        "summary: Asks: a feeling",
        [
            "guilt/self-reproach.yaml:4:14: this colon opens a second value on the same line; put a text that holds “: ” in quotes",
        ],
    ),
    (
        "an unquoted mapping",
        "summary: Asks for a feeling.",
        "summary: {match} asks",
        [
            "guilt/self-reproach.yaml:4:16: more stands behind this }; a text that holds [ ] or { } needs quotes",
        ],
    ),
    (
        "a tab",
        "    - name: wallow",
        "	- name: wallow",
        [
            "guilt/self-reproach.yaml:10:1: a tab stands here; YAML indents with spaces only",
        ],
    ),
    (
        "a quote never closed",
        'phrase: "~wallow in $issue:np"',
        'phrase: "~wallow in $issue:np',
        [
            "guilt/self-reproach.yaml:11:15: this quotation mark is closed only lines later; close it on its own line",
        ],
    ),
    (
        "an apostrophe in single quotes",
        "why: It ends the talk.",
        "why: 'It's over.'",
        [
            "guilt/self-reproach.yaml:6:9: this ' closes the text, and more stands behind it; write '' for an apostrophe, or use double quotes",
        ],
    ),
    (
        "an unknown escape",
        'text: "act on {issue}"',
        'text: "act \\on {issue}"',
        [
            "guilt/self-reproach.yaml:13:16: in double quotes \\o means nothing; use single quotes, or write \\\\o",
        ],
    ),
    (
        "an unquoted @",
        'phrase: "~wallow in $issue:np"',
        "phrase: @wallow in $issue:np",
        [
            'guilt/self-reproach.yaml:11:15: a text that starts with @ needs quotes: "@…"',
        ],
    ),
    (
        "a bracket never closed",
        "keeps: [issue]",
        "keeps: [issue",
        [
            "guilt/self-reproach.yaml:15:12: this [ is never closed, or a comma is missing; close it with ], or put the text in quotes",
        ],
    ),
    (
        "an alias of nothing",
        "why: It ends the talk.",
        "why: *summary",
        [
            "guilt/self-reproach.yaml:6:6: *summary repeats what nothing above calls &summary; name it, or use quotes",
        ],
    ),
    (
        "a tag that runs code",
        "why: It ends the talk.",
        "why: !!python/object/apply:os.system [ls]",
        [
            "guilt/self-reproach.yaml:6:6: the tag tag:yaml.org,2002:python/object/apply:os.system is not read here; write the plain value, or put it in quotes",
        ],
    ),
    (
        "a second document",
        "examples:",
        "---\nexamples:",
        [
            "guilt/self-reproach.yaml:16:1: a second document starts here; keep one to a file, without ---",
        ],
    ),
    (
        "a control character",
        "It ends",
        "It\x07ends",
        [
            "guilt/self-reproach.yaml:6:8: the character U+0007 cannot stand in a rule file; take it out",
        ],
    ),
    (
        "wrong indentation",
        "  any:\n    - name",
        "   any:\n  - name",
        [
            "guilt/self-reproach.yaml:10:3: here should stand a key; look at the indentation",
        ],
    ),
    (
        "a list where a mapping is wanted",
        "match:\n  any:\n    - name: wallow\n      phrase",
        "match:\n  - name: wallow\n    phrase",
        [
            "guilt/self-reproach.yaml:9:3: “match” needs a mapping (a pattern, such as phrase: …), and a list stands here",
        ],
    ),
    (
        "text where a list is wanted",
        "keeps: [issue]",
        "keeps: issue",
        [
            "guilt/self-reproach.yaml:15:12: “keeps” needs a list, and the text “issue” stands here (put it in [ ])",
        ],
    ),
    (
        "a mapping where a list is wanted",
        '    neutral: ["The pigs wallow in mud."]',
        "    neutral: {a: b}",
        [
            "guilt/self-reproach.yaml:21:14: “neutral” needs a list, and a mapping stands here (start each item with “- ”)",
        ],
    ),
    (
        "text where a pattern is wanted",
        '    - name: wallow\n      phrase: "~wallow',
        '    - "~wallow',
        [
            "guilt/self-reproach.yaml:10:7: an item of “any” needs a mapping (a pattern, such as phrase: …), and the text “~wallow in $issue:np” stands here",
        ],
    ),
    (
        "a category that is none",
        "id: guilt/",
        "id: gilt/",
        [
            "guilt/self-reproach.yaml:1:5: there is no category “gilt”. Did you mean “guilt”?",
        ],
    ),
    (
        "a family in capitals",
        "id: guilt/self-reproach",
        "id: guilt/Self_Reproach",
        [
            "guilt/self-reproach.yaml:1:11: “Self_Reproach” is no name of a family; use lower-case words joined by hyphens",
        ],
    ),
    (
        "an id without a category",
        "id: guilt/self-reproach",
        "id: self-reproach",
        [
            "guilt/self-reproach.yaml:1:5: “id” cannot be “self-reproach”; it should be CATEGORY/FAMILY, such as guilt/confession-ritual",
        ],
    ),
    (
        "an id that is not the file's place",
        "id: guilt/self-reproach",
        "id: guilt/self-blame",
        [
            "guilt/self-reproach.yaml:1:5: this file's place says “guilt/self-reproach”, its id “guilt/self-blame”; rename one of the two",
        ],
    ),
    (
        "a context that is none",
        "examples:",
        "contexts: {qouted: flag}\nexamples:",
        [
            "guilt/self-reproach.yaml:16:12: a key of “contexts” cannot be “qouted”. Did you mean “quoted”?",
        ],
    ),
    (
        "a policy that is none",
        "examples:",
        "contexts: {quoted: ignore}\nexamples:",
        [
            "guilt/self-reproach.yaml:16:20: “quoted” cannot be “ignore”. It may be: silence, downgrade, flag.",
        ],
    ),
    (
        "two kinds of pattern in one",
        '~wallow in $issue:np"\n',
        '~wallow in $issue:np"\n      tree: wallow\n',
        [
            "guilt/self-reproach.yaml:12:7: a pattern is one of phrase, tree, tokens, dependency, any, all, then, count; here stand phrase and tree, so split it into several",
        ],
    ),
    (
        "no kind of pattern",
        '      phrase: "~wallow in $issue:np"\n',
        "",
        [
            "guilt/self-reproach.yaml:10:7: a pattern needs one of: phrase, tree, tokens, dependency, any, all, then, count",
        ],
    ),
    (
        "not without all",
        "    - name: wallow",
        "    - not: [{phrase: mud}]\n      name: wallow",
        [
            "guilt/self-reproach.yaml:10:7: “not” stands only beside “all”; add it or take this out",
        ],
    ),
    (
        "a bracket in a phrase never closed",
        "~wallow in",
        "(~wallow|~sink in",
        [
            "guilt/self-reproach.yaml:11:16: this bracket is never closed; add a )",
        ],
    ),
    (
        "a bracket in a phrase that closes nothing",
        "~wallow in",
        "~wallow) in",
        [
            "guilt/self-reproach.yaml:11:23: this ) closes nothing",
        ],
    ),
    (
        "an empty alternative",
        "~wallow in",
        "(~wallow|) in",
        [
            "guilt/self-reproach.yaml:11:16: an empty alternative; use [ ] for what may be left out",
        ],
    ),
    (
        "a tag that is none",
        "~wallow in",
        "~wallow/VBB in",
        [
            "guilt/self-reproach.yaml:11:24: “VBB” is no tag; after / stands one such as VBG or NOUN. Did you mean “VB”?",
        ],
    ),
    (
        "a part of speech that is none",
        "~wallow in",
        "<VREB> in",
        [
            "guilt/self-reproach.yaml:11:16: <VREB> is no part of speech. Did you mean “VERB”?",
        ],
    ),
    (
        "a capture without a colon",
        "$issue:np",
        "$issue",
        [
            "guilt/self-reproach.yaml:11:27: $issue needs what it captures after a colon, as in $issue:np",
        ],
    ),
    (
        "a gap too long",
        "~wallow in",
        "~wallow ...99 in",
        [
            "guilt/self-reproach.yaml:11:24: a gap holds 1 to 30 tokens, not 99",
        ],
    ),
    (
        "a repetition too long",
        "~wallow in",
        "~wallow _{2,50} in",
        [
            "guilt/self-reproach.yaml:11:24: a repetition runs from 0 to 8, not 2 to 50",
        ],
    ),
    (
        "a word class that is none",
        "~wallow in",
        "@complainin in",
        [
            "guilt/self-reproach.yaml:11:16: there is no word class “complainin”. Did you mean “complaining”?",
        ],
    ),
    (
        "a pattern without a trigger",
        "~wallow in $issue:np",
        "you are $issue:np",
        [
            "guilt/self-reproach.yaml:11:15: this pattern has no trigger: nothing in it but common words, so every sentence would have to be parsed; add a word or a class that any match must hold",
        ],
    ),
    (
        "a relation that is none",
        'phrase: "~wallow in $issue:np"',
        'tree: {word: "~wallow", objekt: "$issue:np"}',
        [
            "guilt/self-reproach.yaml:11:31: “objekt” is no key of a tree's node. Did you mean “object”?",
        ],
    ),
    (
        "a tree without a word",
        'phrase: "~wallow in $issue:np"',
        'tree: {in: "$issue:np"}',
        [
            "guilt/self-reproach.yaml:11:13: a tree's node needs “word” (a word, as in phrases: a|b, ~a, @class, <TAG>, _, !a, perhaps with $name: or $name:np before it)",
        ],
    ),
    (
        "a missing relation that is none",
        'phrase: "~wallow in $issue:np"',
        'tree: {word: "~wallow", in: "$issue:np", without: [negative]}',
        [
            "guilt/self-reproach.yaml:11:58: an item of “without” cannot be “negative”. Did you mean “negation”?",
        ],
    ),
    (
        "a capture in a rewrite that is none",
        'text: "act on {issue}"',
        'text: "act on {isue}"',
        [
            "guilt/self-reproach.yaml:13:20: no pattern has the capture “isue”. Did you mean “issue”?",
        ],
    ),
    (
        "a capture in a message that is none",
        "about {issue};",
        "about {thing};",
        [
            "guilt/self-reproach.yaml:5:47: no pattern has the capture “thing”. It may be: issue.",
        ],
    ),
    (
        "a capture that not every match has",
        "$issue:np",
        "[mud|$issue:np]",
        [
            "guilt/self-reproach.yaml:5:47: not every match has “issue”; give the message other words for it, as in {issue|their fight}",
        ],
    ),
    (
        "a placeholder never closed",
        'text: "act on {issue}"',
        'text: "act on {issue"',
        [
            "guilt/self-reproach.yaml:13:19: This placeholder is never closed: write “}” where it ends.",
        ],
    ),
    (
        "a filter that is none",
        'text: "act on {issue}"',
        'text: "act on {issue:plurral}"',
        [
            "guilt/self-reproach.yaml:13:26: There is no filter “plurral”. Did you mean “plural”?",
        ],
    ),
    (
        "a blank in a rewrite that is no scaffold",
        'text: "act on {issue}"',
        'text: "[who] act on {issue}"',
        [
            "guilt/self-reproach.yaml:14:20: a rewrite with a [blank] is a scaffold, not review; change one of the two",
        ],
    ),
    (
        "keeps what the text does not hold",
        'text: "act on {issue}"',
        'text: "act on it"',
        [
            "guilt/self-reproach.yaml:15:13: keeps names “issue”, but the text does not hold it.",
        ],
    ),
    (
        "replaces what is no capture",
        "applicability: review",
        "applicability: review\n    replaces: sentense",
        [
            "guilt/self-reproach.yaml:15:15: no pattern has the capture “sentense”. It may be: issue.",
        ],
    ),
    (
        "an applicability that is none",
        "applicability: review",
        "applicability: reviewed",
        [
            "guilt/self-reproach.yaml:14:20: “applicability” cannot be “reviewed”. Did you mean “review”?",
        ],
    ),
    (
        "a target that is no capture",
        "examples:",
        "target: group\nexamples:",
        [
            "guilt/self-reproach.yaml:16:9: no pattern has the capture “group”. It may be: issue.",
        ],
    ),
    (
        "flags that are no capture",
        "examples:",
        "flags: [isue]\nexamples:",
        [
            "guilt/self-reproach.yaml:16:9: no pattern has the capture “isue”. Did you mean “issue”?",
        ],
    ),
    (
        "flags that are no stretch",
        "examples:",
        "flags: line\nexamples:",
        [
            "guilt/self-reproach.yaml:16:8: “flags” cannot be “line”. It may be: match, clause, sentence.",
        ],
    ),
    (
        "an example without brackets",
        "[[wallow in guilt]]",
        "wallow in guilt",
        [
            "guilt/self-reproach.yaml:18:13: a flag example needs [[brackets]] around the words that are flagged",
        ],
    ),
    (
        "an example with a bracket too few",
        "[[wallow in guilt]]",
        "[[wallow in guilt",
        [
            "guilt/self-reproach.yaml:18:13: [[ is never closed; write ]] after the words that are flagged",
        ],
    ),
    (
        "an example with empty brackets",
        "[[wallow in guilt]]",
        "[[]]wallow in guilt",
        [
            "guilt/self-reproach.yaml:18:13: [[ ]] is empty; put it around the words that are flagged",
        ],
    ),
    (
        "a regular expression that RE2 refuses",
        'phrase: "~wallow in $issue:np"',
        'tokens: {pattern: [{LOWER: {REGEX: "(?=a)b"}}], trigger: [wallow]}',
        [
            "guilt/self-reproach.yaml:11:42: this REGEX does not hold (invalid perl operator: (?=); look-around and back-references are not read here",
        ],
    ),
    (
        "a regular expression that can run away",
        'phrase: "~wallow in $issue:np"',
        'tokens: {pattern: [{LOWER: {REGEX: "(a+)+$"}}], trigger: [wallow]}',
        [
            "guilt/self-reproach.yaml:11:42: this REGEX repeats a group, which can run away; repeat single characters or [classes] only",
        ],
    ),
    (
        "an endless operator",
        'phrase: "~wallow in $issue:np"',
        'tokens: {pattern: [{LOWER: wallow}, {OP: "*"}], trigger: [wallow]}',
        [
            "guilt/self-reproach.yaml:11:48: OP “*” has no end; bound it, as in {0,4} in quotes",
        ],
    ),
    (
        "an attribute that is none",
        'phrase: "~wallow in $issue:np"',
        "tokens: {pattern: [{LOWR: wallow}], trigger: [wallow]}",
        [
            "guilt/self-reproach.yaml:11:27: “LOWR” is no attribute that patterns may ask for. Did you mean “LOWER”?",
        ],
    ),
    (
        "a raw pattern without a trigger",
        'phrase: "~wallow in $issue:np"',
        "tokens: {pattern: [{LOWER: wallow}]}",
        [
            "guilt/self-reproach.yaml:11:15: a raw pattern needs “trigger” (the words that no match can do without)",
        ],
    ),
    (
        "a dependency on a step that is none",
        'phrase: "~wallow in $issue:np"',
        'dependency: {pattern: [{RIGHT_ID: a, RIGHT_ATTRS: {LOWER: wallow}}, {LEFT_ID: b, REL_OP: ">", RIGHT_ID: c, RIGHT_ATTRS: {DEP: prep}}], trigger: [wallow]}',
        [
            "guilt/self-reproach.yaml:11:85: LEFT_ID “b” names no step before this one. It may be: a.",
        ],
    ),
    (
        "a stable rule that promises too little",
        "status: draft\nseverity: information",
        "status: stable\nseverity: information",
        [
            "guilt/self-reproach.yaml:18:5: a stable rule has at least 8 flag examples, and here are 1; add some, or say draft",
            "guilt/self-reproach.yaml:21:5: a stable rule shows where it stays silent; add ok examples under: quoted, mentioned, reported, negated, questioned, power",
        ],
    ),
    (
        "counts the wrong way round",
        '    - name: wallow\n      phrase: "~wallow in $issue:np"',
        '    - count: {phrase: "~wallow in $issue:np"}\n      at-least: 5\n      at-most: 2',
        [
            "guilt/self-reproach.yaml:12:7: at-most 2 is less than at-least 5; swap them",
        ],
    ),
    (
        "several things at once",
        "severity: information\nsummary: Asks for a feeling.",
        "severity: loud\nsumary: Asks for a feeling.",
        [
            "guilt/self-reproach.yaml:3:11: “severity” cannot be “loud”. It may be: error, warning, information, hint.",
            "guilt/self-reproach.yaml:4:1: “sumary” is no key of a rule. Did you mean “summary”?",
        ],
    ),
    (
        "a name taken twice",
        "    - name: wallow\n",
        '    - {name: wallow, phrase: "~sink in $issue:np"}\n    - name: wallow\n',
        [
            "guilt/self-reproach.yaml:11:13: the name “wallow” is already taken on line 10; choose another",
        ],
    ),
]

LEXICONS: list[tuple[str, str, str, list[str]]] = [
    (
        "a class without a name",
        "class: complaining\n",
        "",
        [
            "lexicon/complaining.yaml:1:1: a lexicon needs “class” (the class's name; +name adds to a class of an earlier pack)",
        ],
    ),
    (
        "a name with a space",
        "class: complaining",
        "class: com plaining",
        [
            "lexicon/complaining.yaml:1:8: “class” cannot be “com plaining”; it should be a name of letters, digits and hyphens, or +name to add to a class",
        ],
    ),
    (
        "a key misspelt",
        "part-of-speech: verb",
        "part-of-speach: verb",
        [
            "lexicon/complaining.yaml:3:1: “part-of-speach” is no key of a lexicon. Did you mean “part-of-speech”?",
        ],
    ),
    (
        "a part of speech that is none",
        "part-of-speech: verb",
        "part-of-speech: verbs",
        [
            "lexicon/complaining.yaml:3:17: “part-of-speech” cannot be “verbs”. Did you mean “verb”?",
        ],
    ),
    (
        "words without a part of speech",
        "part-of-speech: verb\n",
        "",
        [
            "lexicon/complaining.yaml:4:3: a lexicon with words needs “part-of-speech”: verb, noun, adjective or none",
        ],
    ),
    (
        "a word that YAML takes for a truth",
        "  - complain\n",
        "  - true\n",
        [
            "lexicon/complaining.yaml:5:5: an item of “words” needs text, and true stands here (put it in quotes)",
        ],
    ),
    (
        "a word that is missing",
        "  - complain\n",
        "  -\n",
        [
            "lexicon/complaining.yaml:5:4: an item of “words” is empty; it needs text",
        ],
    ),
    (
        "a word that is a mapping",
        "  - complain\n",
        "  - complain: loudly\n",
        [
            "lexicon/complaining.yaml:5:5: an item of “words” needs text, and a mapping stands here (a text that holds “: ” or starts with { needs quotes)",
        ],
    ),
    (
        "a word given twice",
        "exact: [bellyaching]",
        "exact: [complain]",
        [
            "lexicon/complaining.yaml:7:9: “complain” already stands on line 5; keep one",
        ],
    ),
    (
        "an exception that is no entry",
        "except: [grumble]",
        "except: [grumbel]",
        [
            "lexicon/complaining.yaml:8:10: “grumbel” is no entry of “complaining”, so it cannot be taken out. Did you mean “grumble”?",
        ],
    ),
    (
        "an included class that is none",
        "except: [grumble]",
        "includes: [moaning]",
        [
            "lexicon/complaining.yaml:8:12: there is no class “moaning” to include. Did you mean “complaining”?",
        ],
    ),
    (
        "a class that includes itself",
        "except: [grumble]",
        "includes: [complaining]",
        [
            "lexicon/complaining.yaml:8:12: these classes include each other: complaining → complaining; take one out",
        ],
    ),
    (
        "an addition to no class",
        "class: complaining",
        "class: +complaining",
        [
            "lexicon/complaining.yaml:1:8: there is no class “complaining” to add to; without its + this starts one.",
        ],
    ),
    (
        "a class without words",
        "words:\n  - complain\n  - grumble\nexact: [bellyaching]\nexcept: [grumble]\n",
        "",
        [
            "lexicon/complaining.yaml:1:1: the class “complaining” is empty; give it words, exact or includes",
        ],
    ),
]

PACKS: list[tuple[str, str, str, list[str]]] = [
    (
        "a key misspelt",
        "language: en",
        "langauge: en",
        [
            "pack.yaml:2:1: “langauge” is no key of a pack. Did you mean “language”?",
        ],
    ),
    (
        "a language that is not read",
        "language: en",
        "language: fr",
        [
            "pack.yaml:2:11: “language” cannot be “fr”. It may be: en.",
        ],
    ),
    (
        "an id that is none",
        "[guilt/self-reproach]",
        "[self-reproach]",
        [
            "pack.yaml:3:7: an item of “off” cannot be “self-reproach”; it should be CATEGORY/FAMILY, such as guilt/confession-ritual",
        ],
    ),
    (
        "text where a list is wanted",
        "[guilt/self-reproach]",
        "guilt/self-reproach",
        [
            "pack.yaml:3:6: “off” needs a list, and the text “guilt/self-reproach” stands here (put it in [ ])",
        ],
    ),
    (
        "a rule that nobody has",
        "[guilt/self-reproach]",
        "[guilt/self-reprouch]",
        [
            "pack.yaml:3:7: there is no rule “guilt/self-reprouch” to switch off. Did you mean “guilt/self-reproach”?",
        ],
    ),
]
