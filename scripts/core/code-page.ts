/** What a person reads about one problem code besides its title; the folder that reports a code owns its page. */
export interface CodePage {
  /** What is there in the app when the code appears. */
  readonly means: string;
  /** What Make does then, with the notes that say so; absent where the tool alone is concerned. */
  readonly why?: string;
  readonly fix: string;
  /** The section the examples are taken from, when they are no IML templates. */
  readonly section?: string;
  readonly bad?: string;
  readonly good?: string;
}

/** A page together with what its code stands for. */
export interface TitledPage extends CodePage {
  readonly title: string;
}
