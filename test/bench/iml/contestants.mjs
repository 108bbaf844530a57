import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const isoDay = (text) => new Date(text).toISOString().slice(0, 10);
const names = (items, key) => items.map((item) => item[key]);

/**
 * Everyone measured: `load` gives, for each row, `warm()` (a function over one set of data, prepared once) and `cold`
 * (from source text to result, nothing remembered).
 */
export const CONTESTANTS = {
  async iml() {
    const { compile, createContext, evaluate, parse } = await import('../../../.build/iml.js');
    const contexts = new WeakMap();
    const contextOf = (data) => {
      if (!contexts.has(data)) contexts.set(data, createContext(data));
      return contexts.get(data);
    };
    return rowsOf(
      {
        path: '{{lead.address.city}}',
        text: 'Hello {{lead.name}} from {{lead.address.city}}',
        call: '{{upper(lead.name)}}',
        map: "{{map(items, 'name')}}",
        date: "{{formatDate(date, 'YYYY-MM-DD')}}",
        if: "{{if(count > 3, 'many', 'few')}}",
      },
      (source) => ({
        prepare: contextOf,
        warm: () => compile(source),
        cold: (context) => evaluate(parse(source), context),
      }),
    );
  },

  /** The ceiling: the same tasks written by hand, nothing checked. There is no source text, hence no cold run. */
  async javascript() {
    const written = {
      path: (data) => data.lead.address.city,
      text: (data) => `Hello ${data.lead.name} from ${data.lead.address.city}`,
      call: (data) => data.lead.name.toUpperCase(),
      map: (data) => data.items.map((item) => item.name),
      date: (data) => isoDay(data.date),
      if: (data) => (data.count > 3 ? 'many' : 'few'),
    };
    return rowsOf(written, (run) => ({ warm: () => run }));
  },

  async tournament() {
    const { Tournament } = require('@n8n/tournament');
    const shared = new Tournament(() => {});
    return rowsOf(
      {
        path: '{{ lead.address.city }}',
        text: 'Hello {{ lead.name }} from {{ lead.address.city }}',
        call: '{{ lead.name.toUpperCase() }}',
        map: '{{ items.map((item) => item.name) }}',
        date: '{{ new Date(date).toISOString().slice(0, 10) }}',
        if: "{{ count > 3 ? 'many' : 'few' }}",
      },
      (source) => ({
        warm: () => (data) => shared.execute(source, data),
        cold: (data) => new Tournament(() => {}).execute(source, data),
      }),
    );
  },

  async filtrex() {
    const { compileExpression, useDotAccessOperatorAndOptionalChaining } = require('filtrex');
    const options = {
      customProp: useDotAccessOperatorAndOptionalChaining,
      extraFunctions: { upper: (text) => text.toUpperCase(), names, isoDay, concat: (...parts) => parts.join('') },
    };
    return rowsOf(
      {
        path: 'lead.address.city',
        text: 'concat("Hello ", lead.name, " from ", lead.address.city)',
        call: 'upper(lead.name)',
        map: 'names(items, "name")',
        date: 'isoDay(date)',
        if: 'if count > 3 then "many" else "few"',
      },
      (source) => ({
        warm: () => compileExpression(source, options),
        cold: (data) => compileExpression(source, options)(data),
      }),
    );
  },

  async 'expr-eval'() {
    const { Parser } = require('expr-eval');
    const parser = new Parser();
    Object.assign(parser.functions, { upper: (text) => text.toUpperCase(), names, isoDay });
    return rowsOf(
      {
        path: 'lead.address.city',
        text: '"Hello " || lead.name || " from " || lead.address.city',
        call: 'upper(lead.name)',
        map: 'names(items, "name")',
        date: 'isoDay(date)',
        if: 'count > 3 ? "many" : "few"',
      },
      (source) => ({
        warm: () => {
          const parsed = parser.parse(source);
          return (data) => parsed.evaluate(data);
        },
        cold: (data) => parser.parse(source).evaluate(data),
      }),
    );
  },

  async mustache() {
    const mustache = require('mustache');
    return rowsOf(
      { path: '{{{lead.address.city}}}', text: 'Hello {{lead.name}} from {{lead.address.city}}' },
      (source) => ({
        warm: () => (data) => mustache.render(source, data),
        cold: (data) => {
          mustache.clearCache();
          return mustache.render(source, data);
        },
      }),
    );
  },

  async jexl() {
    const jexl = require('jexl');
    jexl.addTransforms({ upper: (text) => text.toUpperCase(), names, isoDay });
    return rowsOf(
      {
        path: 'lead.address.city',
        text: '"Hello " + lead.name + " from " + lead.address.city',
        call: 'lead.name|upper',
        map: 'items|names("name")',
        date: 'date|isoDay',
        if: 'count > 3 ? "many" : "few"',
      },
      (source) => ({
        warm: () => {
          const compiled = jexl.compile(source);
          return (data) => compiled.evalSync(data);
        },
        cold: (data) => jexl.createExpression(source).compile().evalSync(data),
      }),
    );
  },

  async handlebars() {
    const handlebars = require('handlebars').create();
    handlebars.registerHelper({ gt: (a, b) => a > b, upper: (text) => text.toUpperCase(), isoDay });
    return rowsOf(
      {
        path: '{{lead.address.city}}',
        text: 'Hello {{lead.name}} from {{lead.address.city}}',
        call: '{{upper lead.name}}',
        date: '{{isoDay date}}',
        if: '{{#if (gt count 3)}}many{{else}}few{{/if}}',
      },
      (source) => ({ warm: () => handlebars.compile(source), cold: (data) => handlebars.compile(source)(data) }),
    );
  },

  async liquidjs() {
    const { Liquid } = require('liquidjs');
    const liquid = new Liquid();
    return rowsOf(
      {
        path: '{{ lead.address.city }}',
        text: 'Hello {{ lead.name }} from {{ lead.address.city }}',
        call: '{{ lead.name | upcase }}',
        map: '{{ items | map: "name" | join: "," }}',
        date: '{{ date | date: "%Y-%m-%d" }}',
        if: '{% if count > 3 %}many{% else %}few{% endif %}',
      },
      (source) => ({
        warm: () => {
          const parsed = liquid.parse(source);
          return (data) => liquid.renderSync(parsed, data);
        },
        cold: (data) => liquid.parseAndRenderSync(source, data),
      }),
    );
  },

  async jsonata() {
    const jsonata = require('jsonata');
    return rowsOf(
      {
        path: 'lead.address.city',
        text: '"Hello " & lead.name & " from " & lead.address.city',
        call: '$uppercase(lead.name)',
        map: 'items.name',
        date: '$fromMillis($toMillis(date), "[Y0001]-[M01]-[D01]")',
        if: 'count > 3 ? "many" : "few"',
      },
      (source) => ({
        warm: () => {
          const compiled = jsonata(source);
          return (data) => compiled.evaluate(data);
        },
        cold: (data) => jsonata(source).evaluate(data),
      }),
    );
  },
};

function rowsOf(sources, make) {
  return Object.fromEntries(
    Object.entries(sources).map(([row, source]) => [row, { prepare: (data) => data, ...make(source) }]),
  );
}
