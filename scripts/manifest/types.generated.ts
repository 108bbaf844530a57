// Generated from scripts/manifest/schemas by scripts/manifest/generate-types.ts. Do not edit.

/**
 * Countries the app is meant for; none: everywhere.
 */
export type ArchiveCountries = (string[] | null)
export type AppId = string
export type ArchiveName = string
export type ArchiveReference = (string | null)
export type ArchiveDescription = (string | null)
export type ArchiveEndpointDescription = (string | null)
export type ArchiveContext = (string | null)
export type ArchiveAnnotations = (EndpointAnnotations | null)
export type ArchiveAccounts = (string[] | null)
/**
 * How a webhook is registered at the service (attach), changed (update) or removed (detach): one request or several.
 */
export type HookCommunication = (HookRequest | HookRequest[])
/**
 * Communication of an action, a search, a trigger, a universal module or an RPC: one request, or several made one after the other.
 */
export type Communication = (ModuleRequest | ModuleRequest[])
/**
 * How a connection with a key or password is tested: one request, or several. Base is not merged, so addresses are absolute.
 */
export type ConnectionCommunication = (ConnectionRequest | ConnectionRequest[])
/**
 * One line of the list.
 */
export type EpochOutput = ({
  /**
   * Text to choose by.
   */
  label: unknown
  /**
   * Date of the item.
   */
  date: unknown
  [k: string]: unknown
} | Iml)
/**
 * How the modules are listed to the user.
 */
export type Groups = Group[]
/**
 * What an administrator enters when installing the app.
 */
export type InstallSpec = ParameterSection
/**
 * What a bundle of the module looks like.
 */
export type Interface = ParameterSection
/**
 * Path relative to makecomapp.json, with forward slashes; null: not kept here.
 */
export type CodePath = (string | null)
/**
 * Local ID of a component; null: none.
 */
export type ComponentReference = (string | null)
/**
 * What an action does; null: several things.
 */
export type ActionCrud = (("create" | "read" | "update" | "delete") | null)
export type IdPairs = IdPair[]
/**
 * One step of the flow: a request, or several.
 */
export type OAuthStep = (OAuthRequest | OAuthRequest[])
/**
 * Parameters in order; an RPC address stands for the parameters that RPC gives.
 */
export type ParameterSection = (RpcUrl | ParameterList)
export type ParameterElement = (RpcUrl | Parameter)
export type ParameterList = ParameterElement[]
/**
 * Kind of value.
 */
export type ParameterTypeName = (Iml | ("any" | "array" | "boolean" | "buffer" | "cert" | "collection" | "color" | "date" | "email" | "filename" | "file" | "folder" | "filter" | "hidden" | "json" | "integer" | "uinteger" | "number" | "password" | "path" | "pkey" | "port" | "select" | "text" | "time" | "timestamp" | "timezone" | "url" | "uuid" | "banner" | "udt" | "markdown" | "html" | "separator" | "upload" | "checkbox" | "radio" | "list"))
/**
 * Text shown to the user.
 */
export type Label = string
/**
 * Whether the user may map values into it.
 */
export type Mappable = (boolean | {
  /**
   * Hint while mapping.
   */
  help?: string
})
/**
 * Whether the user may type instead of choosing.
 */
export type Editable = (boolean | {
  enabled?: boolean
  /**
   * Hint while typing.
   */
  help?: string
})
/**
 * What is in the collection, or in one item of the array.
 */
export type Spec = (RpcUrl | ParameterList | Parameter)
/**
 * Allowed file name extensions.
 */
export type Extension = (string | string[])
/**
 * Look of a banner.
 */
export type BannerTheme = (Iml | ("info" | "warning" | "danger" | "light" | "dark"))
/**
 * Parameters that appear when the value is chosen or true. Their values stand beside this one, not below it.
 */
export type Nested = (RpcUrl | ParameterList | NestedStore)
/**
 * Rules for the value; false turns the checks of the type off.
 */
export type Validate = (boolean | ValidationRules)
/**
 * Regular expression, as text or in a collection.
 */
export type ValidationPattern = (string | {
  regexp: string
})
/**
 * No item twice; `by` names the member to compare.
 */
export type Unique = (boolean | {
  by?: string
})
/**
 * What there is to choose from.
 */
export type Options = (RpcUrl | OptionList | OptionStore)
/**
 * Shown while nothing is chosen.
 */
export type Placeholder = (string | {
  label?: string
  nested?: Nested
})
/**
 * The options themselves, or the RPC that lists them.
 */
export type Store = (RpcUrl | OptionList)
export type OptionElement = (OptionGroup | Option)
export type OptionList = OptionElement[]
/**
 * What the parameter becomes when it is chosen.
 */
export type OptionValue = (string | number | boolean | {
  [k: string]: unknown
} | unknown[])
/**
 * What a user fills in.
 */
export type Parameters = ParameterSection
/**
 * Address to call. One that starts with / continues baseUrl of Base. Without it nothing is sent and the rest of the request still runs.
 */
export type Url = string
/**
 * Start of every relative address in the app. May hold IML.
 */
export type BaseUrl = string
/**
 * Percent-encodes the path of the address. Turn off when the template encodes its own parts with encodeURL.
 */
export type EncodeUrl = boolean
/**
 * How the query part of the address is encoded.
 */
export type EncodeUrlMode = ("legacy" | "uniform")
/**
 * HTTP method, in any case. GET unless given; a GET never carries a body.
 */
export type Method = string
/**
 * Headers by name; names are compared without case. A header whose value is missing is not sent.
 */
export type Headers = FlatCollection
/**
 * Query parameters. An array repeats its key.
 */
export type QueryString = FlatCollection
/**
 * What to send, encoded as `type` says.
 */
export type Body = unknown
/**
 * How the body is written on the wire.
 */
export type BodyType = (Iml | ("json" | "urlencoded" | "multipart/form-data" | "text" | "string" | "raw" | "binary"))
/**
 * PEM certificate of an authority to trust besides the public ones.
 */
export type CertificateAuthority = string
/**
 * Values for later: merged into `temp` before anything else of the request is looked at.
 */
export type Temp = CollectionOrIml
/**
 * Whether to make the request at all; the long form also says what comes out when it is skipped.
 */
export type Condition = (Flag | ConditionWithDefault)
/**
 * Asks for a compressed answer and unpacks it.
 */
export type Gzip = boolean
/**
 * Version of the signature.
 */
export type AwsSignVersion = (Iml | ("2" | "4"))
export type OAuth1SignatureMethod = (Iml | ("HMAC-SHA1" | "RSA-SHA1" | "PLAINTEXT"))
/**
 * Where the signature goes.
 */
export type OAuth1TransportMethod = (Iml | ("header" | "query" | "body"))
/**
 * Whether to sign a hash of the body, or that hash.
 */
export type OAuth1BodyHash = (boolean | string)
/**
 * Follows redirects of a GET.
 */
export type FollowRedirects = boolean
/**
 * Follows redirects of other methods.
 */
export type FollowAllRedirects = boolean
/**
 * Paths to mask, each starting at request or response: request.headers.authorization.
 */
export type Sanitize = string[]
/**
 * Milliseconds to wait for an answer, 300000 at most. Make waits 40000 unless told otherwise.
 */
export type Timeout = (number | NumericText)
/**
 * Endpoint for the pages after the first.
 */
export type PaginationEndpoint = (string | {
  name: string
})
/**
 * Calls an endpoint of the app instead of an address. The name is taken as written, IML in it is not evaluated.
 */
export type EndpointCall = (string | {
  name: string
  /**
   * Connection data to use instead of the caller's.
   */
  connection?: {
    [k: string]: unknown
  }
})
/**
 * Becomes the `parameters` of the endpoint.
 */
export type EndpointInput = CollectionOrIml
/**
 * How an answer is read.
 */
export type Parsing = (Iml | ("automatic" | "json" | "urlencoded" | "text" | "string" | "raw" | "binary" | "xml"))
/**
 * How the answer is read: one way, or one per status. The most specific key wins.
 */
export type ResponseType = (Parsing | ResponseTypeByStatus)
/**
 * Type of the error the scenario sees; it decides whether Make tries again, stops or goes on.
 */
export type ErrorType = (Iml | ("RuntimeError" | "DataError" | "RateLimitError" | "OutOfSpaceError" | "ConnectionError" | "InvalidConfigurationError" | "InvalidAccessTokenError" | "IncompleteDataError" | "DuplicateDataError"))
/**
 * Text of the error; IML sees the answer.
 */
export type ErrorMessage = string
/**
 * Whether an answer below status 400 counts as success. It cannot rescue a status of 400 or above.
 */
export type Valid = (Flag | ValidWithError)
/**
 * Message and type of the error a failed answer becomes, for all statuses or one by one.
 */
export type ErrorDirective = (ErrorMessage | ErrorByStatus)
/**
 * Most items to return, over all pages. 1 for a trigger unless given, else no limit. 0 is an error.
 */
export type Limit = NumberOrIml
/**
 * The array whose elements become items, with an optional test for each.
 */
export type Iterate = (Text512 | IterateWithCondition)
/**
 * Values for later: merged into `temp` as soon as the answer is read, on every page.
 */
export type ResponseTemp = CollectionOrIml
/**
 * What comes out; with `iterate`, once per item. Null or false: nothing.
 */
export type Output = unknown
/**
 * What becomes of everything collected, which it sees as `output`.
 */
export type Wrapper = unknown
/**
 * What is remembered between runs.
 */
export type TriggerType = (Iml | ("date" | "id"))
/**
 * Order in which the API lists its items.
 */
export type TriggerOrder = (Iml | ("asc" | "desc" | "unordered"))
/**
 * What a connection or webhook keeps; merged into what it has.
 */
export type SavedData = CollectionOrIml
export type MetadataType = (Iml | ("text" | "email"))
/**
 * ID of the account at the service; a shared webhook finds its user by it.
 */
export type Uid = (string | number)
/**
 * When the credential ends; after that Make refreshes it or asks for a new one.
 */
export type Expires = string
/**
 * Whether an endpoint gives the only element of a list instead of the list.
 */
export type Unwrap = boolean
/**
 * Scopes the service granted: an array, or text with spaces or commas between them.
 */
export type GrantedScope = (string | string[])
/**
 * Status to reply with, 100 to 999.
 */
export type ReplyStatus = (number | NumericText)
/**
 * How the body is written.
 */
export type ReplyType = (Iml | ("json" | "urlencoded" | "text"))
/**
 * One example of what the module gives, or the RPC that makes one.
 */
export type Samples = (RpcUrl | {
  [k: string]: unknown
})
/**
 * Scopes that are asked for.
 */
export type Scope = ScopeName[]
/**
 * Text with at least one IML expression in double braces.
 */
export type Iml = string
/**
 * A claim the platform tests: true, false, or an IML expression.
 */
export type Flag = (boolean | string)
/**
 * A number, or text that gives one.
 */
export type NumberOrIml = (number | NumericText)
export type NumericText = string
/**
 * Text of at most 512 characters, usually IML.
 */
export type Text512 = string
/**
 * An IML expression that yields a collection.
 */
export type ImlCollection = string
/**
 * A collection, or one IML expression that yields one.
 */
export type CollectionOrIml = ({
  [k: string]: unknown
} | ImlCollection)
/**
 * A collection one level deep: Make neither sends nor reads what is nested in it.
 */
export type FlatCollection = ({
  [k: string]: boolean | number | string | unknown[] | null
} | ImlCollection)
/**
 * Reference to an RPC of the app; a query is passed on as parameters.
 */
export type RpcUrl = string
/**
 * One scope, as the service names it.
 */
export type ScopeName = string

/**
 * The app's metadata.json in an import archive.
 */
export interface ArchiveMetadata {
  /**
   * App ID, and name of the archive's root folder.
   */
  name: AppId
  /**
   * Name shown to users.
   */
  label: string
  /**
   * Major version.
   */
  version?: number
  /**
   * Colour of the app.
   */
  theme?: string
  /**
   * Language of the app's texts.
   */
  language?: string
  countries?: ArchiveCountries
  [k: string]: unknown
}
export interface ArchiveConnection {
  name: ArchiveName
  label: string
  type: ("basic" | "oauth")
  [k: string]: unknown
}
export interface ArchiveWebhook {
  name: ArchiveName
  label: string
  connection?: ArchiveReference
  type: ("web" | "web-shared")
  [k: string]: unknown
}
export interface ArchiveModule {
  name: ArchiveName
  label: string
  description?: ArchiveDescription
  connection?: ArchiveReference
  webhook?: ArchiveReference
  type: ("action" | "search" | "trigger" | "instant_trigger" | "responder" | "universal")
  [k: string]: unknown
}
export interface ArchiveRpc {
  name: ArchiveName
  label: string
  connection?: ArchiveReference
  [k: string]: unknown
}
export interface ArchiveEndpoint {
  name: ArchiveName
  label: string
  description?: ArchiveEndpointDescription
  context?: ArchiveContext
  annotations?: ArchiveAnnotations
  attachedAccounts?: ArchiveAccounts
  [k: string]: unknown
}
/**
 * One request. Base is merged under it. `webhook.url` is the address to register.
 */
export interface HookRequest {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  pagination?: Pagination
  error?: ErrorDirective
  response?: HookResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What to do with the answer; `data` is kept and can be read as `webhook`.
 */
export interface HookResponse {
  type?: ResponseType
  valid?: Valid
  limit?: Limit
  error?: ErrorDirective
  iterate?: Iterate
  temp?: ResponseTemp
  output?: Output
  data?: SavedData
  metadata?: ConnectionMetadata
  uid?: Uid
  oauth?: OAuth1Signature
  wrapper?: Wrapper
  expires?: Expires
}
/**
 * What every module, RPC, endpoint and webhook registration shares: merged under each of their requests.
 */
export interface Base {
  baseUrl?: BaseUrl
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  pagination?: Pagination
  error?: ErrorDirective
  response?: BaseResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What every answer has in common, above all `error`.
 */
export interface BaseResponse {
  type?: ResponseType
  valid?: Valid
  limit?: Limit
  error?: ErrorDirective
  iterate?: Iterate
  temp?: ResponseTemp
  output?: Output
  data?: SavedData
  metadata?: ConnectionMetadata
  uid?: Uid
  oauth?: OAuth1Signature
  wrapper?: Wrapper
}
export interface BaseWritingNeedsBody {
  [k: string]: unknown
}
/**
 * Common data of the app or of a connection: stored encrypted, read as `common`. Plain JSON, no comments.
 */
export interface CommonData {
  [k: string]: unknown
}
/**
 * One request. Base is merged under it.
 */
export interface ModuleRequest {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  pagination?: Pagination
  endpoint?: EndpointCall
  input?: EndpointInput
  error?: ErrorDirective
  response?: ModuleResponse
  isc?: never
  agency?: never
}
/**
 * What to do with the answer.
 */
export interface ModuleResponse {
  type?: ResponseType
  valid?: Valid
  limit?: Limit
  error?: ErrorDirective
  iterate?: Iterate
  temp?: ResponseTemp
  output?: Output
  trigger?: Trigger
  data?: SavedData
  metadata?: ConnectionMetadata
  uid?: Uid
  oauth?: OAuth1Signature
  wrapper?: Wrapper
  expires?: Expires
  unwrap?: Unwrap
}
/**
 * One request.
 */
export interface ConnectionRequest {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  error?: ErrorDirective
  response?: ConnectionResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What to do with the answer. A connection neither iterates nor gives output.
 */
export interface ConnectionResponse {
  type?: ResponseType
  valid?: Valid
  error?: ErrorDirective
  temp?: ResponseTemp
  data?: SavedData
  metadata?: ConnectionMetadata
  uid?: Uid
  expires?: Expires
  oauth?: OAuth1Signature
}
/**
 * Communication of an endpoint: one request, which may not call another endpoint.
 */
export interface EndpointCommunication {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  pagination?: Pagination
  endpoint?: never
  input?: never
  error?: ErrorDirective
  response?: ModuleResponse
  isc?: never
  agency?: never
}
/**
 * How a polling trigger lists items to start from: directives that replace those of the trigger. An empty collection means there is no such list.
 */
export interface Epoch {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  log?: Log
  timeout?: Timeout
  repeat?: Repeat
  while?: Repeat
  pagination?: Pagination
  response?: EpochResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What to do with the answer.
 */
export interface EpochResponse {
  type?: ResponseType
  valid?: Valid
  limit?: Limit
  error?: ErrorDirective
  iterate?: Iterate
  temp?: ResponseTemp
  output: EpochOutput
  oauth?: OAuth1Signature
}
export interface EpochWritingNeedsBody {
  [k: string]: unknown
}
export interface Group {
  /**
   * Heading of the group.
   */
  label: string
  /**
   * Names of its modules.
   */
  modules: string[]
}
/**
 * What is made of the values an administrator enters when installing the app.
 */
export interface InstallDirectives {
  [k: string]: unknown
}
/**
 * Communication of an instant trigger: at most one request for each item of the webhook, which it sees as `payload`. Without an address the item itself comes out.
 */
export interface InstantTriggerCommunication {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  error?: ErrorDirective
  response?: InstantTriggerResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What to do with the answer; there is nothing to iterate and no page to turn.
 */
export interface InstantTriggerResponse {
  type?: ResponseType
  valid?: Valid
  error?: ErrorDirective
  temp?: ResponseTemp
  output?: Output
  oauth?: OAuth1Signature
  wrapper?: Wrapper
}
/**
 * Table of contents of an app in the editor's local-development layout.
 */
export interface MakecomappFile {
  /**
   * Version of this format.
   */
  fileVersion: 1
  generalCodeFiles: GeneralCodeFiles
  components: ComponentMaps
  /**
   * Apps at Make this project belongs to.
   */
  origins: OriginEntry[]
}
/**
 * Where the app's own sections are; null: not kept here.
 */
export interface GeneralCodeFiles {
  base: CodePath
  common: CodePath
  readme: CodePath
  groups: CodePath
}
/**
 * Components by local ID, one map per kind.
 */
export interface ComponentMaps {
  connection: ComponentMap
  webhook: ComponentMap
  module: ComponentMap
  rpc: ComponentMap
  function: ComponentMap
  endpoint: ComponentMap
}
export interface ComponentMap {
  [k: string]: ComponentEntry | null
}
export interface ComponentEntry {
  /**
   * Name shown to users.
   */
  label?: string
  /**
   * What a module or endpoint does.
   */
  description?: string
  connectionType?: ("basic" | "oauth")
  webhookType?: ("web" | "web-shared")
  moduleType?: ("action" | "search" | "trigger" | "instant_trigger" | "responder" | "universal")
  actionCrud?: ActionCrud
  connection?: ComponentReference
  altConnection?: ComponentReference
  webhook?: ComponentReference
  annotations?: EndpointAnnotations
  /**
   * Connections of an endpoint.
   */
  attachedAccounts?: string[]
  codeFiles: CodeFiles
}
/**
 * What a program may expect of an endpoint.
 */
export interface EndpointAnnotations {
  /**
   * Changes nothing.
   */
  readOnlyHint?: boolean
  /**
   * May destroy something.
   */
  destructiveHint?: boolean
  /**
   * Doing it twice is doing it once.
   */
  idempotentHint?: boolean
  /**
   * Reaches beyond the service.
   */
  openWorldHint?: boolean
}
/**
 * Where the sections of a component are.
 */
export interface CodeFiles {
  attach?: CodePath
  code?: CodePath
  common?: CodePath
  communication?: CodePath
  context?: CodePath
  defaultScope?: CodePath
  detach?: CodePath
  epoch?: CodePath
  inputParameters?: CodePath
  installDirectives?: CodePath
  installSpec?: CodePath
  interface?: CodePath
  mappableParams?: CodePath
  outputParameters?: CodePath
  params?: CodePath
  requiredScope?: CodePath
  samples?: CodePath
  scope?: CodePath
  scopeList?: CodePath
  staticParams?: CodePath
  test?: CodePath
  update?: CodePath
}
/**
 * One app at Make.
 */
export interface OriginEntry {
  /**
   * Name to choose it by.
   */
  label?: string
  /**
   * Address of Make's API, such as https://eu1.make.com/api.
   */
  baseUrl: string
  /**
   * ID of the app there.
   */
  appId: string
  /**
   * Major version.
   */
  appVersion: number
  /**
   * File that holds the API key.
   */
  apikeyFile: string
  idMapping?: IdMapping
}
/**
 * Local IDs and names at Make, pair by pair.
 */
export interface IdMapping {
  connection: IdPairs
  webhook: IdPairs
  module: IdPairs
  rpc: IdPairs
  function: IdPairs
  endpoint: IdPairs
}
export interface IdPair {
  local: ComponentReference
  remote: ComponentReference
  /**
   * Deleted here, to be deleted at Make.
   */
  localDeleted?: boolean
  /**
   * Belongs to another version of the app.
   */
  nonOwnedByApp?: boolean
}
/**
 * Steps of an OAuth connection. OAuth 2: preauthorize, authorize, token, info, refresh, invalidate. OAuth 1: oauth, requestToken, authorize, accessToken, info.
 */
export interface OAuthCommunication {
  /**
   * Before the browser is sent away.
   */
  preauthorize?: OAuthStep
  /**
   * Address the browser is sent to; nothing is fetched. Its response is evaluated when the browser comes back.
   */
  authorize?: OAuthStep
  /**
   * Exchanges the code for a token.
   */
  token?: OAuthStep
  /**
   * Tests the token and names the account.
   */
  info?: OAuthStep
  /**
   * Renews the token.
   */
  refresh?: OAuthStep
  /**
   * Gives the token back when the connection is deleted.
   */
  invalidate?: OAuthStep
  /**
   * OAuth 1: keys for every step.
   */
  oauth?: OAuth1Signature
  /**
   * OAuth 1: asks for the temporary token.
   */
  requestToken?: OAuthStep
  /**
   * OAuth 1: exchanges the temporary token.
   */
  accessToken?: OAuthStep
  isc?: never
  agency?: never
}
/**
 * One request of a step.
 */
export interface OAuthRequest {
  url?: Url
  encodeUrl?: EncodeUrl
  encodeUrlMode?: EncodeUrlMode
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  type?: BodyType
  ca?: CertificateAuthority
  temp?: Temp
  condition?: Condition
  gzip?: Gzip
  aws?: AwsSignature
  oauth?: OAuth1Signature
  followRedirects?: FollowRedirects
  followAllRedirects?: FollowAllRedirects
  timeout?: Timeout
  log?: Log
  repeat?: Repeat
  while?: Repeat
  error?: ErrorDirective
  response?: OAuthResponse
  isc?: never
  agency?: never
  endpoint?: never
  input?: never
}
/**
 * What to do with the answer.
 */
export interface OAuthResponse {
  type?: ResponseType
  valid?: Valid
  error?: ErrorDirective
  temp?: ResponseTemp
  data?: SavedData
  metadata?: ConnectionMetadata
  uid?: Uid
  expires?: Expires
  scope?: GrantedScope
  oauth?: OAuth1Signature
}
/**
 * One field.
 */
export interface Parameter {
  /**
   * Key of the value.
   */
  name?: string
  type?: ParameterTypeName
  /**
   * Text shown to the user; the name when absent.
   */
  label?: Label
  /**
   * Hint below the field, in Markdown.
   */
  help?: string
  /**
   * Value the form starts with. Make does not fill it in at run time.
   */
  default?: unknown
  /**
   * An empty value is an error.
   */
  required?: boolean
  /**
   * Hidden until advanced settings are shown.
   */
  advanced?: boolean
  /**
   * Cannot be changed by the user, and is not submitted.
   */
  disabled?: boolean
  /**
   * Cannot be changed by the user, but is submitted.
   */
  readonly?: boolean
  /**
   * Is not submitted.
   */
  omit?: boolean
  mappable?: Mappable
  editable?: Editable
  /**
   * Whether a choice starts as a list or as text.
   */
  mode?: ("choose" | "edit")
  nested?: Nested
  /**
   * Shows the nested parameters of a boolean when it is false.
   */
  reversedNested?: boolean
  rpc?: ButtonRpc
  validate?: Validate
  /**
   * What the value stands for: file:name, file:data.
   */
  semantic?: string
  /**
   * Anything.
   */
  metadata?: {
    [k: string]: unknown
  }
  /**
   * Texts of buttons: add, edit.
   */
  labels?: {
    [k: string]: string
  }
  /**
   * When the field is shown.
   */
  visible?: (string | boolean)
  convert?: Convert
  /**
   * What to do with HTML in the text.
   */
  tags?: ("strip" | "stripall" | "escape")
  /**
   * Several lines of text.
   */
  multiline?: boolean
  /**
   * Shows the text as code.
   */
  coder?: boolean
  /**
   * Mapped values are not compared with the options.
   */
  dynamic?: boolean
  options?: Options
  /**
   * Several options may be chosen; the value is an array.
   */
  multiple?: boolean
  /**
   * The options come in groups.
   */
  grouped?: boolean
  /**
   * Sorts the options.
   */
  sort?: ("text" | "number")
  spec?: Spec
  /**
   * Keeps the keys in the order of spec.
   */
  sequence?: boolean
  /**
   * False: a day without a time of day.
   */
  time?: boolean
  /**
   * Character set of text turned into bytes.
   */
  codepage?: string
  extension?: Extension
  /**
   * Files of one folder only.
   */
  singleLevel?: boolean
  /**
   * Shows the topmost folder.
   */
  showRoot?: boolean
  /**
   * The path consists of IDs.
   */
  ids?: boolean
  /**
   * JSON Schema of the value.
   */
  schema?: {
    [k: string]: unknown
  }
  /**
   * Heading of a banner.
   */
  title?: string
  /**
   * Text of a banner.
   */
  text?: string
  theme?: BannerTheme
  /**
   * Badge of a banner.
   */
  badge?: string
  /**
   * The user can close the banner.
   */
  closable?: boolean
}
/**
 * A button that calls an RPC, after a form of its own, and takes the result as the value.
 */
export interface ButtonRpc {
  /**
   * Text of the button.
   */
  label: Label
  url: RpcUrl
  /**
   * Fields to ask for first.
   */
  parameters?: ParameterSection
}
/**
 * How the parameter looks in the interface.
 */
export interface Convert {
  type: ParameterTypeName
  format?: string
  timezone?: string
  name?: string
  label?: string
  names?: unknown
}
export interface NestedStore {
  store?: ParameterSection
  /**
   * The form the parameters appear in: expect.
   */
  domain?: string
  /**
   * For a boolean: shown when it is true.
   */
  true?: ParameterSection
  /**
   * For a boolean: shown when it is false.
   */
  false?: ParameterSection
}
export interface ValidationRules {
  /**
   * Shortest length, least value or first moment.
   */
  min?: (number | string)
  /**
   * Greatest length, value or last moment.
   */
  max?: (number | string)
  /**
   * Fewest items.
   */
  minItems?: number
  /**
   * Most items.
   */
  maxItems?: number
  pattern?: ValidationPattern
  /**
   * Allowed values.
   */
  enum?: unknown[]
  unique?: Unique
  /**
   * Whether the moment may be in the past.
   */
  past?: boolean
}
export interface OptionStore {
  store?: Store
  /**
   * Name of the member to show.
   */
  label?: string
  /**
   * Name of the member that is the value.
   */
  value?: string
  /**
   * Name of the member that marks the default.
   */
  default?: unknown
  placeholder?: Placeholder
  /**
   * Parameters shown for every option.
   */
  nested?: Nested
  /**
   * How an IML value is wrapped.
   */
  wrapper?: unknown
  /**
   * Shows the topmost folder.
   */
  showRoot?: boolean
  /**
   * Files of one folder only.
   */
  singleLevel?: boolean
  /**
   * The path consists of IDs.
   */
  ids?: boolean
  /**
   * How a filter combines its conditions.
   */
  logic?: ("and" | "or" | "both")
  operators?: Store
}
export interface Option {
  /**
   * Text to show; the value when absent.
   */
  label?: Label
  value: OptionValue
  /**
   * More about the option.
   */
  description?: string
  /**
   * Text shown once it is chosen.
   */
  short?: string
  /**
   * Chosen from the start.
   */
  default?: boolean
  /**
   * A file, not a folder.
   */
  file?: boolean
  nested?: Nested
}
export interface OptionGroup {
  /**
   * Heading of the group.
   */
  label?: Label
  options: OptionList
}
export interface ConditionWithDefault {
  condition?: Flag
  /**
   * Output of a skipped request.
   */
  default?: unknown
}
/**
 * Signs the request for Amazon Web Services.
 */
export interface AwsSignature {
  /**
   * Access key ID.
   */
  key?: Text512
  /**
   * Secret access key.
   */
  secret?: Text512
  /**
   * Session token.
   */
  session?: Text512
  /**
   * Bucket, when the address does not name it.
   */
  bucket?: Text512
  sign_version?: AwsSignVersion
}
/**
 * Signs the request as OAuth 1.0a does. Has an effect only with an OAuth 1 connection.
 */
export interface OAuth1Signature {
  consumer_key?: Text512
  consumer_secret?: Text512
  /**
   * PEM key for RSA-SHA1.
   */
  private_key?: Text512
  token?: Text512
  token_secret?: Text512
  verifier?: Text512
  signature_method?: OAuth1SignatureMethod
  transport_method?: OAuth1TransportMethod
  body_hash?: OAuth1BodyHash
}
/**
 * What of a request must not reach the log.
 */
export interface Log {
  sanitize?: Sanitize
}
/**
 * Sends the same request again while a condition on its answer holds.
 */
export interface Repeat {
  /**
   * Asked after each answer.
   */
  condition?: Flag
  /**
   * Milliseconds to wait in between.
   */
  delay?: number
  /**
   * Most times the request is sent; Make stops at 1000 in any case.
   */
  limit?: number
}
/**
 * What changes in the request for the next page, and whether there is one.
 */
export interface Pagination {
  /**
   * Adds headers and query to those of the first request instead of replacing them; with `endpoint`, the same for `input`.
   */
  mergeWithParent?: boolean
  /**
   * Address of the next page.
   */
  url?: string
  method?: Method
  headers?: Headers
  qs?: QueryString
  body?: Body
  /**
   * Whether to ask for another page. Evaluated twice per page, the second time with the next page number.
   */
  condition?: Flag
  endpoint?: PaginationEndpoint
  /**
   * Input of the endpoint for the next page.
   */
  input?: CollectionOrIml
}
/**
 * A call of an endpoint takes the place of everything that shapes a request.
 */
export interface EndpointCallRules {
  [k: string]: unknown
}
/**
 * A request that writes has an address and something to send.
 */
export interface WritingNeedsBody {
  [k: string]: unknown
}
/**
 * Communication of a responder: the answer to the request that started the scenario.
 */
export interface ResponderCommunication {
  response?: Reply
  isc?: never
  agency?: never
}
export interface ResponseTypeByStatus {
  [k: string]: Parsing
}
export interface ValidWithError {
  condition?: Flag
  message?: ErrorMessage
  type?: ErrorType
}
export interface ErrorByStatus {
  message?: ErrorMessage
  type?: ErrorType
  [k: string]: ErrorOfStatus | ErrorMessage | ErrorType | undefined
}
export interface ErrorOfStatus {
  message?: ErrorMessage
  type?: ErrorType
}
export interface IterateWithCondition {
  /**
   * The array.
   */
  container: Text512
  /**
   * Whether `item` is kept.
   */
  condition?: Flag
}
/**
 * How a polling trigger tells new items from old ones.
 */
export interface Trigger {
  type: TriggerType
  order: TriggerOrder
  /**
   * ID of the item.
   */
  id: Text512
  /**
   * Date of the item.
   */
  date?: Text512
}
/**
 * Shown after the name of a connection, to tell accounts apart.
 */
export interface ConnectionMetadata {
  type?: MetadataType
  value?: Text512
  [k: string]: unknown
}
/**
 * Answer to an incoming request.
 */
export interface Reply {
  type?: ReplyType
  status?: ReplyStatus
  headers?: FlatCollection
  /**
   * What to send.
   */
  body?: unknown
}
/**
 * Scopes a user can add, each with a description for people.
 */
export interface ScopeList {
  [k: string]: string
}
/**
 * What a webhook does with an incoming request. It sends none itself.
 */
export interface WebhookCommunication {
  verification?: Verification
  condition?: Condition
  iterate?: Iterate
  output?: Output
  uid?: Uid
  respond?: Reply
  temp?: Temp
  log?: Log
  isc?: never
  agency?: never
}
/**
 * Answers the check a service makes of the address; nothing else happens then.
 */
export interface Verification {
  /**
   * Whether the request only wants to know if the address is alive.
   */
  condition?: Flag
  respond?: Reply
}
