// Somebody else's OpenID provider, as its makers mean it: what it offers and leaves out is said by OFFERS, a JSON object.
//   auth: how the client proves itself; key: its public key; person: what is known of the one account; userinfo: false leaves it out;
//   scopes: claims by scope; skew: seconds by which its clock is off.
import { Provider } from "oidc-provider";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { address, serve } from "./part.mjs";

const offers = JSON.parse(process.env.OFFERS);
if (offers.skew) {
  const now = Date.now;
  Date.now = () => now() + offers.skew * 1000;
}

function newKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
}

function make(key) {
  const provider = new Provider(address, {
    clients: [{
      client_id: "mesh-cabinet",
      ...(offers.auth === "private_key_jwt" ? { jwks: { keys: [offers.key] }, token_endpoint_auth_signing_alg: offers.key.kty === "EC" ? "ES256" : undefined } : { client_secret: "a secret, with: signs+of all/kinds" }),
      token_endpoint_auth_method: offers.auth,
      grant_types: ["authorization_code"],
      response_types: ["code"],
      redirect_uris: [`${offers.cabinet}/sign-in/mos-ru/callback`],
      post_logout_redirect_uris: [`${offers.cabinet}/sign-out/mos-ru/callback`],
    }],
    clientAuthMethods: [offers.auth],
    jwks: { keys: [key] },
    claims: offers.scopes,
    conformIdTokenClaims: offers.userinfo !== false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: offers.userinfo !== false },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => {
        // A provider that asks whoever brings no id_token_hint; who brings one goes on at once.
        const asks = !ctx.oidc.params.id_token_hint;
        ctx.body = asks ? `<html><body>Выйти из портала?${form}</body></html>` : `<html><body>${form}<script>document.forms[0].submit()</script></body></html>`;
      } },
    },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...offers.person }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ["one of the sandbox of tests"] },
    renderError: (ctx, out) => { ctx.body = out; },
    loadExistingGrant: async ctx => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope(Object.keys(offers.scopes).join(" "));
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  return async (request, response) => {
    const uid = /^\/interaction\/([^/]+)$/.exec(request.url)?.[1];
    if (uid === undefined)
      return answer(request, response);
    if (request.method === "GET") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      return response.end(`<form method="post"><label>Логин <input name="login"></label><label>Пароль <input name="password" type="password"></label><button>Войти</button></form>`);
    }

    let body = "";
    for await (const part of request) body += part;
    const form = new URLSearchParams(body);
    if (form.get("password") !== offers.password)
      return response.writeHead(400).end("no");
    await provider.interactionFinished(request, response, { login: { accountId: form.get("login") } }, { mergeWithLastSubmission: false });
  };
}

let handler = make(newKey());
serve((request, response) => {
  // As its operators would: another key for all that is signed from now on.
  if (request.url === "/rotate") {
    handler = make(newKey());
    return response.end("rotated");
  }

  return handler(request, response);
});
