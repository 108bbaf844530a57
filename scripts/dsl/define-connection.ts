import type { CommonData } from './common-data.ts';
import type { DirectRequest } from './communication.ts';
import type { Connection } from './connection.ts';
import { describe } from './descriptor.ts';
import type { FieldSet } from './field.ts';
import type { OauthCommunication } from './oauth-steps.ts';
import type { AnyParameters, NoParameters, ParameterValues } from './parameters.ts';
import type { Members } from './request-directives.ts';
import type { AccountDirectives, Judgement } from './response-directives.ts';
import type { ConnectionSlots } from './roots.ts';
import type { MappedValues, Step } from './step.ts';

interface ConnectionSpec<K, N, P> {
  readonly name: N;
  readonly type: K;
  readonly label: string;
  readonly parameters?: P;
  /** Values of the developer, such as a client secret; readable inside the connection only. */
  readonly common?: CommonData | Readonly<Record<string, unknown>>;
}

interface AccountResponse<D> extends Judgement<ConnectionSlots>, AccountDirectives<ConnectionSlots['response'], D> {}

type AccountRequest<D> = Omit<DirectRequest<ConnectionSlots, AccountResponse<D>>, 'pagination'>;

interface Basic<D> {
  /** Checks what the user entered. Base does not reach here, so URLs are absolute. */
  readonly communication: AccountRequest<D> | readonly [...(Step | AccountRequest<unknown>)[], AccountRequest<D>];
}

interface Oauth<D1, D2, D3, D4> {
  readonly communication: OauthCommunication<D1, D2, D3, D4>;
  /** Scopes a user may grant, with what each allows. */
  readonly scopeList?: Readonly<Record<string, string>>;
  /** Scopes every connection asks for. */
  readonly defaultScope?: readonly string[];
  /** What an administrator fills in when installing the app. */
  readonly installSpec?: AnyParameters | FieldSet;
  /** Where what was filled in goes. */
  readonly installDirectives?: Members<'parameters' | 'common'>;
}

// A conditional type infers the parameters from both branches, yet leaves only one to check against.
type ConnectionRules<K, D1, D2, D3, D4> = K extends 'oauth' ? Oauth<D1, D2, D3, D4> : Basic<D1>;

type Joined<A, B> = unknown extends A ? B : unknown extends B ? A : A & B;
type All<A, B, C, D> = Joined<Joined<MappedValues<A>, MappedValues<B>>, Joined<MappedValues<C>, MappedValues<D>>>;

/** The parameters, and what was saved over them. */
type Known<P, D> = unknown extends D
  ? ParameterValues<P>
  : { readonly [K in keyof ParameterValues<P> as K extends keyof D ? never : K]: ParameterValues<P>[K] } & D;

/** Describes a connection; `type` decides whether it is one check or the steps of OAuth. */
export function defineConnection<
  const K extends 'basic' | 'oauth',
  const N extends string,
  P extends AnyParameters = NoParameters,
  const D1 = unknown,
  const D2 = unknown,
  const D3 = unknown,
  const D4 = unknown,
>(spec: ConnectionSpec<K, N, P> & ConnectionRules<K, D1, D2, D3, D4>): Connection<Known<P, All<D1, D2, D3, D4>>, N> {
  return describe('connection', spec.name, spec);
}
