/** What a change means for scenarios that were built before it. */
export type ChangeClass = 'breaking' | 'compatible' | 'cosmetic';

export const CHANGE_CLASSES: readonly ChangeClass[] = ['breaking', 'compatible', 'cosmetic'];

/** Class and reason of one kind of change. */
export interface Verdict {
  readonly class: ChangeClass;
  /** One sentence: why the class is that one. */
  readonly reason: string;
}

const breaking = (reason: string): Verdict => ({ class: 'breaking', reason });
const compatible = (reason: string): Verdict => ({ class: 'compatible', reason });
const cosmetic = (reason: string): Verdict => ({ class: 'cosmetic', reason });

const NEW = compatible('Nothing that exists uses it yet.');
const ONLY_LOOKS = cosmetic('It changes what people read, not what runs.');
const ONLY_THE_APP = compatible('Only the app itself calls it, so no scenario names it.');
const MAPPED_AWAY = breaking('Whatever a scenario mapped from it becomes empty.');
const SAVED_MISFIT = breaking('Values saved in scenarios no longer fit.');

/** Every kind of change there is. Scripts may rely on the names. */
export const KINDS = {
  'app-renamed': breaking('Make knows an app by its name: under another one it is another app.'),
  'app-version-changed': compatible('Scenarios stay on the major version they were built with.'),
  'app-text-changed': ONLY_LOOKS,
  'app-look-changed': ONLY_LOOKS,
  'audience-changed': compatible('It decides to whom the app is offered, not how it works.'),

  'module-added': NEW,
  'module-removed': breaking('Scenarios that use the module stop working.'),
  'module-renamed': breaking('Scenarios name the module by its ID and no longer find it.'),
  'connection-added': NEW,
  'connection-removed': breaking('Connections users made with it can no longer be used.'),
  'connection-renamed': breaking('Connections users made belong to the old ID.'),
  'webhook-added': NEW,
  'webhook-removed': breaking('Webhooks users registered no longer receive anything.'),
  'webhook-renamed': breaking('Webhooks users registered belong to the old ID.'),
  'endpoint-added': NEW,
  'endpoint-removed': breaking('Programs that call the endpoint no longer find it.'),
  'endpoint-renamed': breaking('Programs call the endpoint by its ID and no longer find it.'),
  'rpc-added': NEW,
  'rpc-removed': ONLY_THE_APP,
  'rpc-renamed': ONLY_THE_APP,
  'function-added': NEW,
  'function-removed': ONLY_THE_APP,
  'function-renamed': ONLY_THE_APP,

  'module-type-changed': breaking('A scenario runs the module as the type it was saved with.'),
  'connection-type-changed': breaking('Connections users made hold the credentials of the old type.'),
  'webhook-type-changed': breaking('Registered webhooks were made for the old way of receiving.'),
  'connection-required': breaking('Scenarios saved without a connection cannot run.'),
  'connection-rebound': breaking('Scenarios hold a connection of the other type, which is no longer accepted.'),
  'connection-withdrawn': breaking('Scenarios that use a connection of that type cannot run.'),
  'connection-offered': compatible('Connections accepted so far still are.'),
  'connection-unbound': compatible('A connection that is no longer needed does no harm.'),
  'connection-order-changed': cosmetic('The same connections are accepted, offered in another order.'),
  'webhook-rebound': breaking('Scenarios hold a webhook of the other type.'),
  'label-changed': ONLY_LOOKS,
  'description-changed': ONLY_LOOKS,
  'crud-changed': cosmetic('It only sorts the list of modules.'),
  'annotations-changed': compatible('What an endpoint takes and gives stays the same.'),

  'parameter-added': compatible('Scenarios saved without it run as before.'),
  'required-parameter-added': breaking('Scenarios saved without it fail: a default is only filled in by the editor.'),
  'parameter-removed': breaking('What scenarios enter there is no longer read.'),
  'parameter-renamed': breaking('Scenarios keep their value under the old name, where nothing reads it.'),
  'parameter-moved': cosmetic('Values are kept by name, not by position.'),
  'parameter-always-shown': compatible('Its value keeps its name, and it no longer depends on a choice.'),
  'parameter-shown-elsewhere': breaking('Scenarios that made another choice lose the value.'),
  'parameter-type-changed': SAVED_MISFIT,
  'parameter-type-widened': compatible('The new type takes every value of the old one.'),
  'parameter-revealed': compatible('Saved values fit, but are no longer hidden while typed.'),
  'parameter-required': breaking('Scenarios that leave it empty fail.'),
  'parameter-optional': compatible('Filled in or not, saved values are accepted.'),
  'parameter-default-changed': cosmetic('A default is filled in by the editor for new modules only.'),
  'hidden-value-changed': compatible('Nobody enters a hidden parameter; new modules send the new value.'),
  'parameter-text-changed': ONLY_LOOKS,
  'parameter-look-changed': cosmetic('It changes how the form looks, not which values it takes.'),
  'parameter-handling-changed': compatible('Saved values are accepted, but may be shown or passed on differently.'),
  'mapping-forbidden': breaking('Scenarios that map a value there fail validation.'),
  'mapping-allowed': compatible('Values entered so far are accepted.'),
  'typing-forbidden': breaking(
    'Scenarios that typed or mapped a value instead of choosing one no longer fit the form.',
  ),
  'typing-allowed': compatible('Values chosen so far are accepted.'),
  'multiple-changed': breaking('One value and a list of values are stored in different forms.'),
  'choice-checked': breaking('Mapped values outside the list are now refused.'),
  'choice-unchecked': compatible('Every value accepted so far still is.'),
  'option-added': compatible('Values chosen so far are still offered.'),
  'option-removed': breaking('Scenarios that chose the value fail validation.'),
  'option-moved': cosmetic('A choice is kept by value, not by position.'),
  'option-text-changed': ONLY_LOOKS,
  'options-source-changed': compatible('What an RPC lists is not checked against saved values.'),
  'options-fixed': breaking('Saved values came from elsewhere and may be missing in the new list.'),
  'options-opened': compatible('What an RPC lists is not checked, so saved values pass.'),
  'options-dropped': SAVED_MISFIT,
  'option-keys-changed': breaking('Another property of each option becomes the value.'),
  'filter-logic-changed': breaking('Filters saved in scenarios have another number of levels.'),
  'filter-operator-added': compatible('Filters saved so far still work.'),
  'filter-operator-removed': breaking('Filters that use the operator fail.'),
  'limit-tightened': breaking('Values accepted so far may be refused.'),
  'limit-loosened': compatible('Every value accepted so far still is.'),
  'items-changed': breaking('Single values and collections are stored in different forms.'),
  'nested-domain-changed': breaking('Values of nested parameters are looked for elsewhere.'),
  'dynamic-parameters-added': compatible('Scenarios saved without them run as before, unless the RPC requires one.'),
  'dynamic-parameters-removed': breaking('What scenarios enter in the parameters of the RPC is no longer read.'),
  'dynamic-parameters-changed': compatible('The same RPC gives the parameters, asked differently.'),
  'notice-added': ONLY_LOOKS,
  'notice-removed': ONLY_LOOKS,
  'notice-changed': ONLY_LOOKS,

  'output-added': compatible('What scenarios mapped so far is still there.'),
  'output-removed': MAPPED_AWAY,
  'output-renamed': breaking('Scenarios map it by the old name, which becomes empty.'),
  'output-moved': cosmetic('Values are mapped by name, not by position.'),
  'output-type-changed': breaking('Scenarios that map it expect a value of the old type.'),
  'output-type-refined': compatible('Values of the new type can be used wherever the old type could.'),
  'output-text-changed': ONLY_LOOKS,
  'output-look-changed': cosmetic('It describes the value further, but does not change it.'),
  'output-items-changed': breaking('Single values and collections are mapped differently.'),
  'dynamic-output-added': compatible('What scenarios mapped so far is still there.'),
  'dynamic-output-removed': breaking('Scenarios can no longer map the fields the RPC described.'),
  'dynamic-output-changed': compatible('The same RPC describes the fields, asked differently.'),

  'step-added': compatible('Parameters and bundles keep their form; only the requests differ.'),
  'step-removed': compatible('Parameters and bundles keep their form; only the requests differ.'),
  'request-changed': compatible('Parameters and bundles keep their form; the service gets another request.'),
  'response-changed': compatible('The answer is read differently, but the bundles keep their form.'),
  'paging-changed': compatible('It decides how many requests are sent, not what a bundle holds.'),
  'logging-changed': compatible('It decides what logs show, not what runs.'),
  'output-key-added': compatible('What bundles held so far is still there.'),
  'output-key-removed': MAPPED_AWAY,
  'output-value-changed': compatible('Bundles keep the key, whatever its value is made of.'),
  'output-source-changed': compatible('The interface still states what bundles hold.'),
  'output-replaced': breaking('No interface states what bundles hold, so mapped values may be gone.'),
  'trigger-changed': breaking(
    'What running triggers remember was made by the old rule: they may miss or repeat bundles.',
  ),
  'epoch-changed': compatible('It only offers where to start; what is remembered stays.'),
  'error-type-changed': breaking('Error handlers and retries of scenarios go by the type.'),
  'error-text-changed': ONLY_LOOKS,
  'account-id-changed': breaking('Shared webhooks and repeated sign-ins find a connection by the ID saved with it.'),
  'account-text-changed': ONLY_LOOKS,
  'saved-data-changed': compatible('What was saved so far is kept until it is saved anew.'),
  'registration-changed': compatible('Webhooks registered before stay as they are until they are registered again.'),
  'reply-changed': compatible('Scenarios run as before; the caller gets another reply.'),

  'scope-added': breaking('Users must authorise their connections again.'),
  'scope-removed': compatible('Connections with more scopes than needed still work.'),
  'listed-scope-added': compatible('It is only offered for new connections.'),
  'listed-scope-removed': compatible('Connections that have the scope keep it.'),
  'scope-text-changed': ONLY_LOOKS,

  'common-added': compatible('Common data belongs to the app; no scenario holds it.'),
  'common-removed': compatible('Common data belongs to the app; no scenario holds it.'),
  'common-changed': compatible('Common data belongs to the app; no scenario holds it.'),
  'install-changed': compatible('It matters only when the app is installed.'),
  'code-changed': compatible('Only the app itself calls the function.'),
  'comments-changed': cosmetic('The code does the same.'),
  'tests-changed': cosmetic('Tests do not run in scenarios.'),
  'samples-changed': ONLY_LOOKS,
  'groups-changed': ONLY_LOOKS,
  'readme-changed': ONLY_LOOKS,
  'context-changed': ONLY_LOOKS,
} as const satisfies Readonly<Record<string, Verdict>>;

export type ChangeKind = keyof typeof KINDS;
