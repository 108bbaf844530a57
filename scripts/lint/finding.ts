import type { JsonPath } from '../core/paths.ts';
import type { Component } from '../manifest/manifest.ts';
import { componentPath } from '../manifest/manifest.ts';
import type { RequestSite } from './requests.ts';
import type { Finding } from './rule.ts';

type Rest = Partial<Pick<Finding, 'offset' | 'advice' | 'severity'>>;

export interface Site {
  readonly at: string;
  readonly section: string;
  readonly path: JsonPath;
}

/** A finding at a text or a field. */
export const findingAt = ({ at, section, path }: Site, message: string, rest: Rest = {}): Finding => ({
  component: at,
  section,
  path,
  message,
  ...rest,
});

/** A finding at a directive of a request. */
export const findingIn = (request: RequestSite, inner: JsonPath, message: string, rest: Rest = {}): Finding =>
  findingAt({ ...request, path: [...request.path, ...inner] }, message, rest);

/** A finding at metadata of a component: its label, its connection. */
export const findingOn = (component: Component, key: string, message: string, rest: Rest = {}): Finding => ({
  component: componentPath(component),
  path: [key],
  message,
  ...rest,
});

/** A finding at a place of a section of a component. */
export const findingInSection = (
  component: Component,
  section: string,
  path: JsonPath,
  message: string,
  rest: Rest = {},
): Finding => ({ component: componentPath(component), section, path, message, ...rest });

/** A finding at a section of the app itself. */
export const findingInApp = (section: string, path: JsonPath, message: string, rest: Rest = {}): Finding => ({
  component: 'app',
  section,
  path,
  message,
  ...rest,
});
