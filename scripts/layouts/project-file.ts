/** Table of contents of a local-development project. */
export const PROJECT_FILE = 'makecomapp.json';
