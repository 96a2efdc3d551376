/**
 * Reports as operators write them at night, often in a second language: made up for these tests, no real event.
 * `kind` is what a responder would file it under; more than one where responders would differ.
 */
export interface NightReport {
  text: string;
  kinds: string[];
}

export const reportsOf = (kinds: string, ...texts: string[]): NightReport[] =>
  texts.map((text) => ({ text, kinds: kinds.split('|') }));

export const NIGHT_REPORTS: NightReport[] = [
  ...reportsOf(
    'authoritative-outage',
    'All our name servers are down since 02:10, nobody can reach .xx any more!!',
    'Please help, our data center has no power and both DNS servers are off. Generator did not start.',
    'Fibre to the island was cut by a ship, ns1 and ns2 unreachable from outside',
    'we dont get any answer from the 4 authoritative servers, dig say timeout from every place',
    'Names under our TLD can not be resolved. Not an attack, router of upstream is dead.',
    'After update the DNS software crash on all nodes again and again, no service',
    'Todos los servidores DNS del país están caídos desde las 3, no sabemos por qué',
    'Alle Nameserver sind ausgefallen, Rechenzentrum ohne Strom',
    'Все DNS серверы зоны не отвечают, авария в дата-центре',
    'Vse servery DNS ne otvechayut, pomogite srochno',
    'Panne totale de nos serveurs DNS depuis minuit, plus aucun nom ne répond',
    'Os nossos servidores DNS estão fora do ar, ninguém consegue resolver nomes',
    'Planned maintenance went wrong, nothing resolves since 20 minutes',
  ),
  ...reportsOf(
    'ddos',
    'we are under big ddos, 80 Gbps on both anycast clouds, some resolvers see timeouts',
    'Flood of UDP packets to port 53, uplinks full, asking provider for filtering',
    'heavy random subdomain queries from many resolvers, servers overloaded',
    'Estamos bajo un ataque de denegación de servicio, servidores muy lentos',
    'Massiver DDoS-Angriff auf unsere Nameserver seit 23 Uhr',
    'Идёт DDoS-атака на наши серверы имён, сильная перегрузка каналов',
    'Attaque par déni de service sur nos serveurs faisant autorité',
    'Query rate is forty times the normal, somebody attack our DNS, service is slow',
  ),
  ...reportsOf(
    'dnssec-validation-failure',
    'our signer stopped and the signatures ran out tonight, validating resolvers give SERVFAIL',
    'After KSK roll the DS in parent does not match, zone is bogus',
    'users of 8.8.8.8 and 1.1.1.1 get servfail for whole .xx, with +cd it works',
    'DNSSEC broken!! HSM fail and new zone has no RRSIG',
    'We forgot to renew signatures, all RRSIG expired 3 hours ago',
    'Las firmas DNSSEC han caducado, la zona no valida',
    'DNSSEC-Signaturen abgelaufen, Zone ist bogus',
    'Подписи DNSSEC истекли, резолверы возвращают SERVFAIL',
    'A chave antiga foi retirada cedo demais, falha de validação DNSSEC em toda a zona',
    'Les signatures RRSIG ont expiré, échec de validation partout',
    'We changed the algorithm and the zone is now signed with the new one only, validation breaks at many providers',
  ),
  ...reportsOf(
    'ds-withdrawn',
    'our DS has gone from the root zone and we did not ask for it',
    'All DS records of the TLD were removed in the parent, zone is insecure now',
    'IANA took out the DS, TLD unsigned since this serial',
  ),
  ...reportsOf(
    'lame-delegation',
    'one of our five name servers gives REFUSED for the TLD, looks not configured',
    'the secondary at the university is lame since months, it does not know the zone',
    'Glue of ns3 is old address, the server moved years ago',
    'NS record in root lists a host which does not exist any more',
    'One delegated name server times out on IPv6 only',
  ),
  ...reportsOf(
    'zone-data-error',
    'script produced an empty zone and it was published, every name gives NXDOMAIN',
    'zone file was cut in half, all domains from m to z are missing',
    'missing dot at the end in the zone, names come out doubled',
    'Our servers still have the serial of last week, zone is not updated',
    'Por error se publicó un fichero de zona vacío',
  ),
  ...reportsOf(
    'registry-hijack',
    'somebody got into our registry system and changed name servers of big sites',
    'google and yahoo of our country show a hacker page, records in registry database were altered',
    'NS of our TLD in the root was changed to unknown hosts, we did not request it, hijacked',
    'Nos han secuestrado el registro, los dominios apuntan a otro servidor',
    'Взломали реестр, домены перенаправлены на чужой сервер',
    'Unser TLD wurde gekapert, Delegierung zeigt auf fremde Server',
    'Piratage du registre: plusieurs domaines redirigés vers un site inconnu',
  ),
  ...reportsOf(
    'registrar-account-compromise',
    'The password of our account at the registrar was stolen and attacker changed the name servers of the bank domain',
    'A registrar was hacked, forty domains were pointed to another address',
    'support staff of a reseller tricked by phone, control panel login in wrong hands',
  ),
  ...reportsOf(
    'nameserver-takeover',
    'the domain name of two of our name servers expired and a stranger bought it',
    'somebody registered the domain under which our ns hosts live, he gets our queries',
    'typo in NS name, the misspelt domain was available and a researcher registered it',
  ),
  ...reportsOf(
    'route-hijack',
    'our anycast prefix is announced by a foreign AS since 01:00, more specific /25',
    'BGP hijack of the /24 of our DNS servers',
    'Route leak, traffic to our server prefix goes through other AS, RPKI invalid',
  ),
  ...reportsOf(
    'cache-poisoning',
    'resolvers of the biggest provider hold false addresses for bank, we think cache poisoning',
    'Forged answers are injected for .xx at some recursive servers',
  ),
  ...reportsOf(
    'amplifier-abuse',
    'our servers are used as reflector with ANY queries against a victim',
    'Open resolvers in our network are abused for amplification',
  ),
  ...reportsOf(
    'registration-outage',
    'EPP is down, registrars can not create or renew domains. DNS is ok.',
    'registration platform times out since the upgrade, resolution not affected',
    'El sistema de registro no funciona, los registradores no pueden conectar',
  ),
  ...reportsOf(
    'rdds-outage',
    'whois and rdap do not answer, database host is gone',
    'RDAP returns error 500 for all queries',
    'Whois-Dienst ausgefallen, DNS läuft normal',
  ),
  ...reportsOf(
    'data-escrow-failure',
    'escrow agent did not receive deposit for three days',
    'Our data escrow upload fails, deposits rejected by the agent',
  ),
  ...reportsOf(
    'registry-failure',
    'Registry operator is bankrupt, staff left, emergency back-end operator was activated',
    'The company that runs the TLD ceased operations and nobody answers the phone',
  ),
  ...reportsOf(
    'malware-botnet',
    'new malware uses generated domain names under our TLD as command and control',
    'thousands of DGA names registered in .xx for a botnet',
  ),
  ...reportsOf(
    'phishing',
    'phishing site imitating a bank under our TLD, please take down',
    'Фишинг под видом банка на домене в нашей зоне',
  ),
  ...reportsOf(
    'software-vulnerability',
    'critical vulnerability in BIND, remote packet makes named stop, patch is out',
    'CVE for our resolver software, crash possible with one query',
  ),
  ...reportsOf(
    'root-event',
    'L root instance in our city answers with old serial',
    'one of the root servers is not reachable over IPv6 from three continents',
  ),
  ...reportsOf(
    'operational-change',
    'For information: next Tuesday we move all name servers to a new back end, no impact expected',
    'Scheduled maintenance of EPP Sunday 02:00-04:00 UTC, registration will be unavailable',
    'KSK rollover is going as planned, new DS was added to the root',
    'Planned change: ns4 will be renamed and get a new IPv6 address',
    'Migration to new provider completed, everything works, no problem seen',
    'Плановые работы: замена серверов имён в воскресенье, перерывов не ожидается',
    'Mantenimiento programado el domingo, sin impacto en la resolución',
    'Geplante Wartung am Sonntag, Umzug der Nameserver, keine Ausfälle erwartet',
  ),
  ...reportsOf(
    'other',
    'police seized a domain by mistake, holder wants it back',
    'Court order to suspend names, lawyer of other side disputes it',
    'hello, I want to buy a domain, what is the price?',
  ),
];

/** Exercises, whatever their kind. */
export const EXERCISES: string[] = [
  'EXERCISE EXERCISE EXERCISE: all name servers of .example-tld are down',
  'This is a drill. Registry hijacked, please act as in real case.',
  'Tabletop inject 4: DS withdrawn from the root',
  'Yearly test of the emergency back-end transition with an unused TLD',
  'Esto es un simulacro: caída total de los servidores',
];

/** What was denied must not be heard: none of these is of the kind named. */
export const DENIALS: { text: string; not: string[] }[] = [
  { text: 'No outage on our side, whois is slow.', not: ['authoritative-outage'] },
  {
    text: 'It was not an attack, a technician unplugged the router and the servers were down.',
    not: ['ddos'],
  },
  {
    text: 'There is no sign of any hijack, the names do not resolve because the server is broken.',
    not: ['registry-hijack'],
  },
  {
    text: 'Registrations stopped because EPP is down. The name servers kept running.',
    not: ['authoritative-outage'],
  },
  { text: 'Ein Angriff ist ausgeschlossen, die Nameserver haben keinen Strom.', not: ['ddos'] },
  { text: "It isn't DDoS. Signatures expired.", not: ['ddos'] },
  { text: 'Нет признаков атаки, серверы недоступны из-за аварии питания', not: ['ddos'] },
  { text: 'No hay ataque; los servidores no responden.', not: ['ddos'] },
];
