/**
 * A first line that takes all below as it is, whatever the platform may make of it: what importing an app must not
 * change. Such a file is text, never bundled or run.
 */
export const AS_IS = /^\/\/ @ts-nocheck: sent as it is\r?\n/;
