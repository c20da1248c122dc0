import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DomainError } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput } from './invalid-input.js';
import { negotiateLocale } from './negotiate-locale.js';
import { Phrases } from './phrases.js';
import type { FieldProblem, Problem } from './problem.js';
import { writtenParams, type ErrorParams } from './written-params.js';

/** Turns every refusal into problem+json in the reader's language; whatever is not a refusal is a 500 and a bug, told without detail. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  constructor(private readonly phrases: Phrases) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = this.problemOf(error, http.getRequest<FastifyRequest>());
    if (problem.status >= 500) this.report(error);
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(problem));
  }

  /** The problem that a page or a client is told of an error. */
  problemOf(error: unknown, request: FastifyRequest, locale = negotiateLocale(request.headers['accept-language'])): Problem {
    const { code, status, params } = refusalOf(error);
    const errors = fieldProblems(error, (key, values) => this.phrases.say(locale, key, writtenParams(locale, values)));
    return {
      type: `urn:silkport:problem:${code}`, title: this.phrases.say(locale, `i18n.status_${titleOf(status)}`), status,
      detail: this.phrases.say(locale, code, writtenParams(locale, params)), code, requestId: request.id, ...(errors.length ? { errors } : {}),
    };
  }

  /** Writes an error of ours to the log, with its stack. */
  report(error: unknown): void {
    this.logger.error(error instanceof Error ? error : String(error));
  }
}

interface Refusal { code: string; status: number; params: ErrorParams }

function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) return error;
  const status = statusOf(error);
  return { code: `i18n.refused_${titleOf(status)}`, status, params: {} };
}

/** Fastify's own errors (a body that is no JSON, or too large) carry `statusCode`. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const titled = [400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 416, 422, 423, 429, 502, 503];

function titleOf(status: number): number {
  return titled.includes(status) ? status : status < 500 ? 400 : 500;
}

function fieldProblems(error: unknown, say: (key: string, params: ErrorParams) => string): FieldProblem[] {
  if (error instanceof InvalidInput) {
    return error.refused.map(({ field, rule, params }) => ({ field, code: `i18n.rule_${rule}`, detail: say(`i18n.rule_${rule}`, { ...params, field }) }));
  }
  if (error instanceof DomainError && error.reasons.length) return error.reasons.map(({ field, code, params = {} }) => ({ field, code, detail: say(code, params) }));
  if (error instanceof DomainError && error.field) return [{ field: error.field, code: error.code, detail: say(error.code, error.params) }];
  return [];
}
