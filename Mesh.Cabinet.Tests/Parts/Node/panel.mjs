// A classroom panel in another ecosystem: the certified client library does the device authorization grant (RFC 8628).
//   CLIENT, KEY: how it is registered, and its private key as a JSON Web Key. /begin?issuer= asks for a code, /wait asks until somebody has said
//   yes, and answers as JSON with what the library took for good.
import * as client from "openid-client";
import { address, serve } from "./part.mjs";

let config;
let begun;

async function begin(issuer) {
  const jwk = JSON.parse(process.env.KEY);
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: jwk.crv }, false, ["sign"]);
  config = await client.discovery(new URL(issuer), process.env.CLIENT, undefined, client.PrivateKeyJwt({ key, kid: jwk.kid }), { execute: [client.allowInsecureRequests] });
  begun = await client.initiateDeviceAuthorization(config, { scope: "openid profile" });
  return begun;
}

async function wait() {
  const tokens = await client.pollDeviceAuthorizationGrant(config, begun);
  const claims = tokens.claims();
  const person = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  const renewed = (await client.refreshTokenGrant(config, tokens.refresh_token)).claims();
  return { claims, person, renewed: renewed.sub === claims.sub && renewed.sid === claims.sid };
}

serve(async (request, response) => {
  try {
    const url = new URL(request.url, address);
    const answer = url.pathname === "/begin" ? await begin(url.searchParams.get("issuer")) : await wait();
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  } catch (failure) {
    console.error(failure);
    response.writeHead(500, { "content-type": "text/plain" }).end(`${failure.code ?? ""} ${failure.stack}`);
  }
});
