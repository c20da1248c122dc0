/** A small working program: its files by path, how to start it, and what it does in a sentence. */
export interface Program {
  purpose: string;
  /** Command line typed in the folder, or the page to open. */
  start: string;
  files: Readonly<Record<string, string>>;
}
