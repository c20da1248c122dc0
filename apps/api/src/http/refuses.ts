import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemAnswer } from './problem-answer.js';

const reasons = {
  400: 'Not understood: the shape of the request, or a value in it.',
  401: 'Not signed in, or the e-mail address or the password is not right.',
  402: 'What was bought is used up.',
  403: 'Not allowed.',
  404: 'Unknown, or not yours to see.',
  409: 'Something else happened first.',
  410: 'No longer available.',
  412: 'Another version of the protocol, or none.',
  413: 'Too large.',
  415: 'The body is of another type.',
  416: 'The file has no such part.',
  422: 'Cannot be done as asked, or the Idempotency-Key was used before with another request.',
  423: 'Another connection still writes; soon it does not.',
  429: 'Too many tries.',
  502: 'Somebody else’s service does not answer.',
  503: 'The payment provider or the rates are away: the same request may succeed later.',
} as const;

/** Documents the refusals of a route; those of its policy are added from the policy itself. */
export function Refuses(...statuses: (keyof typeof reasons)[]) {
  return applyDecorators(ApiExtraModels(ProblemAnswer), ...statuses.map((status) => ApiResponse({ status, ...problemResponse(status) })));
}

/** The documentation of one refusal. */
export function problemResponse(status: keyof typeof reasons) {
  return { description: reasons[status], content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } } };
}
