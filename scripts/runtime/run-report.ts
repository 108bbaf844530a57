import type { HttpResponse } from '../core/http.ts';
import type { Outcome } from './outcome.ts';
import { reportedReply } from './reply.ts';
import type { NotedRequest, ReportedError, ReportedReply, ReportedRequest, RunReport } from './report.ts';
import type { Run } from './run.ts';
import type { Target } from './target.ts';

/** Writes the report of a finished run, when every secret it met is known. */
export function reportOf(
  run: Run,
  target: Target,
  { outcome, error }: { readonly outcome?: Outcome; readonly error?: ReportedError },
): RunReport {
  // Masking replaces texts and keeps every shape.
  const masked = <T>(value: T): T => run.secrets.shown(value) as T;
  const showsReply =
    target.kind === 'webhook' || (target.kind === 'module' && target.component.moduleType === 'responder');
  const reply = showsReply ? outcome?.reply : undefined;
  return {
    ok: error === undefined,
    component: target.path,
    bundles: outcome?.bundles.map((bundle) => masked(bundle) ?? null) ?? [],
    requests: run.requests.map((request) => reportedRequest(request, masked)),
    ...(reply && { respond: maskedReply(reply, masked) }),
    ...(outcome?.state && { state: masked(outcome.state) }),
    warnings: run.warnings.list().map((warning) => ({ ...warning, message: run.secrets.text(warning.message) })),
    ...(error && { error }),
  };
}

type Growing<T> = { -readonly [Key in keyof T]: T[Key] };

/** A member without a value is left out. */
function reportedRequest(noted: NotedRequest, masked: <T>(value: T) => T): ReportedRequest {
  const { method, url, headers, status, ms } = noted;
  const reported: Growing<Omit<ReportedRequest, 'ms'>> & { ms?: number } = {
    method: masked(method),
    url: masked(url),
    headers: masked(headers),
  };
  const body = masked(noted.body);
  if (body !== undefined) reported.body = body;
  if (status !== undefined) reported.status = status;
  const responseBody = masked(noted.responseBody);
  if (responseBody !== undefined) reported.responseBody = responseBody;
  return Object.assign(reported, { ms });
}

function maskedReply(reply: HttpResponse, masked: <T>(value: T) => T): ReportedReply {
  const { status, headers, body } = reportedReply(reply);
  return { status, headers: masked(headers), body: masked(body) };
}
