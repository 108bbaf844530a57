import { type Arg, type Call, callersOf, type Given } from './call.ts';
import type { Iml } from './iml-value.ts';

type Collection = Iml<object | null | undefined>;
type Text = Arg<string>;

/** Functions only custom apps have (iml.md §13). */
interface AppFunctions {
  /** The value a JSON text holds; unknown until it is mapped field by field. */
  parseJSON: Call<readonly [text: Text], unknown>;
  createJSON: Call<readonly [value: string | number | boolean | Iml<unknown>], string>;
  parseXML: Call<readonly [text: Text], unknown>;
  createXML: Call<readonly [value: Iml<unknown>], string>;
  /** A signed token. */
  jwt: Call<
    readonly [
      payload: Collection,
      secret: Given<string>,
      algorithm?: Given<'HS256' | 'HS384' | 'HS512' | 'RS256'>,
      options?: Collection,
    ],
    string
  >;
  /** A signed token that names its key. */
  generateJwtWithKeyId: Call<
    readonly [
      payload: Collection,
      key: Given<string>,
      algorithm?: Given<string>,
      thumbprintAlgorithm?: Given<string>,
      options?: Collection,
    ],
    string
  >;
  cryptoSign: Call<
    readonly [
      algorithm: Given<string>,
      data: string | Iml<string | Uint8Array>,
      key: Given<string>,
      encoding?: Given<string>,
    ],
    string
  >;
  /** The MIME type a file name's extension stands for. */
  mime: Call<readonly [filename: Text], string | undefined>;
  toDataStructure: Call<readonly [data: Iml<unknown>, type?: Given<string>], readonly unknown[]>;
  /** An error of the given type, to be thrown by what receives it. */
  errorFactory: Call<readonly [type: Given<string>, message: Text], unknown>;
}

export const appFunctions = callersOf<AppFunctions>({
  parseJSON: true,
  createJSON: true,
  parseXML: true,
  createXML: true,
  jwt: true,
  generateJwtWithKeyId: true,
  cryptoSign: true,
  mime: true,
  toDataStructure: true,
  errorFactory: true,
});
