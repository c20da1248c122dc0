/** How calls are forwarded to merchants' APIs. */
export interface GatewayConfig {
  /** Lets calls go to plain http and to addresses of this network: for tests, and for merchants inside one's own walls. */
  readonly allowsPrivateUpstreams: boolean;
  /** How long an upstream may be silent. */
  readonly timeoutSeconds: number;
}

interface Reading {
  readonly oneOf: <Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice) => Choice;
  readonly whole: (name: string, fallback: number, min: number, max: number) => number;
}

export function gatewayConfig({ oneOf, whole }: Reading): GatewayConfig {
  return { allowsPrivateUpstreams: oneOf('GATEWAY_PRIVATE_UPSTREAMS', ['on', 'off'], 'off') === 'on', timeoutSeconds: whole('GATEWAY_TIMEOUT_SECONDS', 30, 1, 300) };
}
