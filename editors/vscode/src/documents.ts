/** Which documents are the server's. */

/** The languages of drafts, by VS Code's names. The server knows each of them. */
export const LANGUAGES = ["markdown", "mdx", "plaintext", "git-commit", "quarto", "rmd"];

const CATEGORIES = "accusation,hierarchy,isolation,guilt,chauvinism,division,charity";

/** The settings and rules that the server helps to write; whatever language the editor gives them. */
const OURS = ["**/sharedground.toml", "**/pyproject.toml", "**/pack.yaml", `**/{${CATEGORIES},lexicon}/*.yaml`];

/** Drafts, saved or not, and our own files. */
export const SELECTOR: ({ scheme: string; language: string } | { scheme: string; pattern: string })[] = [
  ...LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
  ...OURS.map((pattern) => ({ scheme: "file", pattern })),
];
