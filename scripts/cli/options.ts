/** Options every command takes, as commander hands them over. */
export interface CommonOptions {
  readonly project: string;
  readonly json?: true;
}
