/** Set by the bundler: differs for every build of the tool. */
declare const __MAKEAPP_BUILD__: string | undefined;

/** Identifies this build of the tool; empty when it runs from its sources, which may change under any cache. */
export const BUILD_ID: string = typeof __MAKEAPP_BUILD__ === 'undefined' ? '' : __MAKEAPP_BUILD__;
