/** Catalogue rules that are not checked, with the reason. */
export const UNDECIDABLE: Readonly<Record<string, string>> = {
  'CONN-014': 'whether a connection is an alias of another is known to the platform only.',
  'OAUTH-014':
    'common data is usually entered in the editor and kept out of a project, so what is missing here may be there.',
  'HOOK-012': 'which deliveries are pings stands in the documentation of the service.',
  'PAGE-014': 'whether the answer says that there is more stands in the documentation of the API.',
  'PAGE-015': 'whether pages overlap shows at run time only.',
  'PAGE-016':
    'it contradicts the rule that the page size is a constant, which reviews ask for (make-app-format.md §8.5 MK-SRCH-05).',
  'PARAM-014': 'public guidance contradicts itself on days without a time (make-app-format.md §8.8 MK-PAR-16).',
  'IML-012': 'whether blank parts of a text matter is for the API to say.',
  'SEC-010': 'flags of an app are not part of its manifest.',
  'ERR-008': 'the form of its errors stands in the documentation of the API.',
  'NAME-008': 'whether a module is public is known to the platform only.',
  'IFACE-010': 'it takes the released version of the app to compare with.',
};
