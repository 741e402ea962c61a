// A service in another ecosystem: the certified client library does all of it, with its own checks of what it is answered.
//   CLIENT, SECRET: how it is registered; SCOPE: what it asks for. /login?issuer= begins, the person comes back to /callback, and gets as JSON
//   what the library took for good.
import * as client from "openid-client";
import { address, serve } from "./part.mjs";

const redirect = `${address}/callback`;
let config;
let begun;

async function login(issuer, pushed) {
  config ??= await client.discovery(new URL(issuer), process.env.CLIENT, undefined, client.ClientSecretBasic(process.env.SECRET), { execute: [client.allowInsecureRequests] });
  begun = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce() };
  const parameters = {
    redirect_uri: redirect,
    scope: process.env.SCOPE,
    state: begun.expectedState,
    nonce: begun.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(begun.pkceCodeVerifier),
    code_challenge_method: "S256",
  };
  return pushed ? client.buildAuthorizationUrlWithPAR(config, parameters) : client.buildAuthorizationUrl(config, parameters);
}

async function callback(url) {
  const first = await client.authorizationCodeGrant(config, new URL(url, address), { ...begun, idTokenExpected: true });
  const claims = first.claims();
  const person = await client.fetchUserInfo(config, first.access_token, claims.sub);
  const known = await client.tokenIntrospection(config, first.access_token);
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  const renewed = second.claims();
  await client.tokenRevocation(config, second.refresh_token);
  const revoked = await client.tokenIntrospection(config, second.access_token);
  const leave = client.buildEndSessionUrl(config, { id_token_hint: second.id_token, post_logout_redirect_uri: `${address}/left`, state: "left" });
  return { claims, person, active: known.active, renewed: renewed.sub === claims.sub && renewed.sid === claims.sid, revoked: !revoked.active, leave: leave.href };
}

serve(async (request, response) => {
  try {
    const url = new URL(request.url, address);
    if (url.pathname === "/login")
      return response.writeHead(302, { location: (await login(url.searchParams.get("issuer"), url.searchParams.has("pushed"))).href }).end();
    const answer = url.pathname === "/callback" ? await callback(request.url) : { left: url.searchParams.get("state") };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  } catch (failure) {
    console.error(failure);
    response.writeHead(500, { "content-type": "text/plain" }).end(`${failure.code ?? ""} ${failure.stack}`);
  }
});
