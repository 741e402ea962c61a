// A SCIM 2.0 server by other people (scimmy), with as much of a directory behind it as its doors need. What it lacks is said at its start
// (LACKS), how it misbehaves at /quirks while it runs.
import { randomUUID } from "node:crypto";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { serve } from "./part.mjs";

const users = new Map();
const groups = new Map(["Study", "Study.mos"].map(name => [randomUUID(), name]).map(([id, name]) => [id, { id, displayName: name, members: [] }]));
const requests = [];
let tokens = [];
let quirks = {};

for (const attribute of (process.env.LACKS ?? "").split(",").filter(name => name))
    SCIMMY.Schemas.User.truncate(attribute);

const fault = (status, scimType, detail) => new SCIMMY.Types.Error(status, scimType, detail);
const same = (one, other) => one?.toLowerCase() === other?.toLowerCase();

function shown(user) {
    const { password, ...rest } = user;
    const of = [...groups.values()].filter(group => group.members.some(member => member.value === user.id));
    return { ...rest, ...(quirks.hidesGroups ? {} : { groups: of.map(group => ({ value: group.id, display: group.displayName })) }) };
}

function checkPassword(password) {
    const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d]/u].filter(kind => kind.test(password)).length;
    if (password.length < 7 || kinds < 3)
        throw quirks.passwordFault === "russian" ? fault(400, "invalidValue", "Пароль слишком простой") : fault(400, null, "Does not meet the policy");
}

function write(resource, instance) {
    const asked = JSON.parse(JSON.stringify(instance));
    if (instance.password !== undefined) asked.password = instance.password;
    const before = resource.id ? users.get(resource.id) : undefined;
    if (resource.id && !before)
        throw fault(404, null, "No such user");
    if ([...users.values()].some(user => user.id !== resource.id && same(user.userName, asked.userName)))
        throw fault(409, "uniqueness", "Это имя уже занято");
    if (quirks.refuses && quirks.refuses === (asked.externalId ?? before?.externalId))
        throw fault(quirks.refusesWith ?? 400, null, "Нельзя менять этот объект");
    if (quirks.mailTaken && asked.emails?.some(mail => same(mail.value, quirks.mailTaken)))
        throw fault(409, "uniqueness", `emails exists: ${quirks.mailTaken}`);
    if (asked.password !== undefined)
        checkPassword(asked.password);
    const user = { ...asked, id: resource.id ?? randomUUID(), password: asked.password ?? before?.password };
    for (const attribute of quirks.ignores ?? []) {
        if (before?.[attribute] === undefined) delete user[attribute];
        else user[attribute] = before[attribute];
    }
    delete user.schemas; delete user.meta; delete user.groups;
    users.set(user.id, user);
    return shown(user);
}

function read(all, resource, look) {
    if (resource.id)
        return all.has(resource.id) ? look(all.get(resource.id)) : (() => { throw fault(404, null, "Not found"); })();
    if (quirks.noIdFilter && resource.filter?.expression?.startsWith("externalId"))
        throw fault(400, "invalidFilter", "По этому полю не ищем");
    const list = [...all.values()].map(look);
    return resource.filter ? resource.filter.match(list) : list;
}

SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    ingress: (resource, instance) => write(resource, instance),
    egress: resource => read(users, resource, shown),
    degress: resource => { users.delete(resource.id); },
});
SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
    ingress: (resource, instance) => {
        const group = { ...JSON.parse(JSON.stringify(instance)), id: resource.id ?? randomUUID() };
        group.members = (group.members ?? []).map(member => ({ value: member.value }));
        groups.set(group.id, group);
        return group;
    },
    egress: resource => read(groups, resource, group => group),
    degress: resource => { groups.delete(resource.id); },
});

const app = express();
app.use((request, response, next) => {
    if (request.path.startsWith("/scim")) requests.push(`${request.method} ${request.path.split("/")[2] ?? ""}`);
    if (!quirks.asText) return next();
    // Names of attributes in another case, and truths as text: RFC 7643 §2.1 allows the one, and directories do the other.
    const send = response.send.bind(response);
    response.send = body => send(typeof body === "object" && body !== null
        ? JSON.stringify(JSON.parse(JSON.stringify(body)), function (key, value) {
            if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
            return Object.fromEntries(Object.entries(value).map(([name, inner]) =>
                [name === "Resources" || name === "totalResults" ? name : name.charAt(0).toUpperCase() + name.slice(1), typeof inner === "boolean" ? (inner ? "True" : "False") : inner]));
        })
        : body);
    next();
});
app.post("/token", express.urlencoded({ extended: false }), (request, response) => {
    const given = Buffer.from((request.header("Authorization") ?? "").replace("Basic ", ""), "base64").toString();
    if (given !== "cabinet:se%3Acret" || request.body.grant_type !== "client_credentials")
        return response.status(401).json({ error: "invalid_client" });
    tokens.push(randomUUID());
    response.json({ access_token: tokens.at(-1), token_type: "Bearer", expires_in: 3600 });
});
app.post("/quirks", express.json(), (request, response) => { quirks = request.body; tokens = []; requests.length = 0; response.json({}); });
app.get("/requests", (request, response) => response.json(requests));
app.post("/sign-in", express.json(), (request, response) => {
    const { login, password, network } = request.body;
    const user = [...users.values()].find(some => same(some.userName, login));
    const group = [...groups.values()].find(some => some.displayName === network);
    const isIn = !network || user?.entitlements?.some(right => right.value === `wifi:${network}`) || group?.members.some(member => member.value === user?.id);
    response.sendStatus(user?.password === password && user.active && isIn ? 200 : 401);
});
app.use("/scim", new SCIMMYRouters({
    type: "bearer",
    handler: request => {
        const header = request.header("Authorization") ?? "";
        const right = quirks.auth === "basic" ? `Basic ${Buffer.from("cabinet:пароль:1").toString("base64")}`
            : quirks.auth === "token" ? `Bearer ${tokens.at(-1)}`
            : "Bearer parts";
        if (header !== right)
            throw new Error("Кто вы?");
        return "cabinet";
    },
}));
serve(app);
