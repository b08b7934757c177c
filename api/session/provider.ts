import * as oidc from 'openid-client';
import type { Vouched } from '../../domain/access/vouched.ts';
import { checkedClaims, vouchedBy } from './claims.ts';
import { faultOf } from './not-vouched.ts';

/** An OpenID provider as it is configured. */
export type ProviderSettings = {
  /** What it goes by here, in addresses. */
  readonly name: string;
  /** What its button on the sign-in page says. Absent: where there are others, only who knows its name gets there. */
  readonly title?: string | undefined;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Handles of the accounts whose people it vouches for: those at home there. */
  readonly accounts: readonly string[];
};

/** What one sign-in is recognised by when its person comes back. */
export type Ticket = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** An OpenID provider, by the authorization code flow with PKCE. Asked for its document when it is first needed. */
export class Provider {
  constructor(settings: ProviderSettings) {
    this.settings = settings;
  }
  readonly settings: ProviderSettings;
  private discovered: Promise<oidc.Configuration> | undefined;

  /** Where a person is sent to sign in; he comes back to `callback`. */
  async addressFor({ state, nonce, verifier }: Ticket, callback: URL): Promise<URL> {
    return oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: callback.href,
      scope: 'openid email',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Who comes back.
   * @param answer the whole address he was sent back to
   * @throws NotVouched when anything about the answer is not as it must be
   */
  async whoCameBack(answer: URL, { state, nonce, verifier }: Ticket): Promise<Vouched> {
    const configuration = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const { issuer, userinfo_endpoint } = configuration.serverMetadata();
      const claims = checkedClaims(tokens.claims(), issuer, this.settings.clientId);
      const told = 'email' in claims && 'email_verified' in claims;
      if (told || !userinfo_endpoint) return vouchedBy(claims, claims);
      return vouchedBy(claims, await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub));
    } catch (error) {
      throw faultOf(error);
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    this.discovered ??= this.discover();
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = undefined;
      throw faultOf(error);
    }
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const plain = issuer.startsWith('http:');
    return oidc.discovery(new URL(issuer), clientId, {}, authentication(clientSecret), {
      timeout: 5,
      // Signatures are checked although the token comes straight from the provider, by TLS.
      execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
    });
  }
}

/** By HTTP Basic, as is the default of the specification, where the provider does not rule it out. */
function authentication(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
