import { printJson } from '../core/json.ts';

/** Where the tool is: what `makeapp/dsl` resolves to once the dependency is installed. */
export interface Tool {
  /** Version range or `file:` address for package.json. */
  readonly address: string;
  readonly typescript: string;
}

/** What makes the folder a project of its own: `#dsl` leads to the installed tool, `tsc` checks every file but some. */
export function scaffold(name: string, { address, typescript }: Tool, unchecked: readonly string[] = []) {
  const manifest = {
    name,
    private: true,
    type: 'module',
    imports: { '#dsl': 'makeapp/dsl' },
    scripts: { build: 'makeapp build', check: 'makeapp check', typecheck: 'tsc --noEmit' },
    devDependencies: { makeapp: address, typescript },
  };
  return [
    { path: 'package.json', text: printJson(manifest) },
    { path: 'tsconfig.json', text: tsconfig(unchecked) },
    { path: '.gitignore', text: 'node_modules/\ndist/\n' },
  ];
}

const tsconfig = (unchecked: readonly string[]): string => `{
  "compilerOptions": {
    "strict": true,
    "target": "ES2023",
    "lib": ["ES2023"],
    "module": "NodeNext",
    "moduleResolution": "NodeNext",
    "noEmit": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "noImplicitReturns": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true,
    "skipLibCheck": true,
    "allowImportingTsExtensions": true,
    "verbatimModuleSyntax": true,
    "isolatedModules": true,
    "erasableSyntaxOnly": true,
    "types": []
  },
  "include": ["app", "connections", "endpoints", "functions", "modules", "rpcs", "webhooks"]${excluding(unchecked)}
}
`;

const excluding = (files: readonly string[]): string =>
  files.length === 0 ? '' : `,\n  "exclude": ${JSON.stringify(files)}`;
