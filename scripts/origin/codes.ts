/** Every code about deploying and pulling, with what it stands for. Codes are stable: scripts may filter by them. */
export const DEPLOY_CODES = {
  DEP001: 'A request Make refused.',
  DEP002: 'A file that is missing or cannot be read.',
  DEP003: 'A reference to a component Make does not have.',
  DEP004: 'A component that cannot be created as it is.',
  DEP005: 'A component Make no longer has.',
  DEP006: 'Custom functions the account may not write.',
  DEP007: 'A paired component that is no longer in the project.',
  DEP008: 'A section components of this kind do not have.',
  DEP009: 'A component of Make with a name that cannot be used here.',
  DEP010: 'A request that got no answer.',
  DEP011: 'An API key Make does not accept.',
  DEP012: 'An app Make does not have.',
  DEP013: 'Something that was not confirmed.',
  DEP014: 'A deploy that was interrupted.',
  DEP015: 'An answer that cannot be understood.',
  DEP016: 'An icon Make does not take.',
  DEP017: 'An app that may be the one to create.',
} as const satisfies Readonly<Record<string, string>>;

export type DeployCode = keyof typeof DEPLOY_CODES;
