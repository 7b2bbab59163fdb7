"""Holds what `profedit schema ... --format=json` says against the text.

Usage: schema_json.py PROFEDIT.  TAP.
"""
import json
import re
import subprocess
import sys

PAGES = [
    'com.apple.mdm', 'com.apple.mdm/AccessRights', 'com.apple.mdm/CheckInURL',
    'com.apple.homescreenlayout', 'com.apple.wifi.managed',
    'com.apple.wifi.managed/EncryptionType', 'com.apple.security.scep',
    'com.apple.mobiledevice.passwordpolicy',
    'com.apple.mobiledevice.passwordpolicy/maxInactivity', '/PayloadScope',
    'com.apple.TCC.configuration-profile-policy', 'com.apple.vpn.managed',
    'com.apple.security.scep/PayloadContent/Keysize', 'com.apple.font/Font',
    'com.apple.applicationaccess/ratingApps', 'com.apple.dock',
]
number = 0


def report(name, faults):
    global number
    number += 1
    print('%sok %d - %s' % ('not ' if faults else '', number, name))
    for fault in faults[:10]:
        print('# %s' % fault)


def run(*words):
    done = subprocess.run([sys.argv[1], 'schema', *words],
                          stdout=subprocess.PIPE)
    return done.returncode, done.stdout.decode()


def data_of(*words):
    status, text = run(*words, '--format=json')
    return status, json.loads(text)


def section(text, heading):
    """The lines below a heading of a page, up to the empty line."""
    found = re.search(r'^%s.*\n((?:.+\n)*)' % heading, text, re.M)
    return found.group(1).splitlines() if found else []


def texts_of(value):
    """Every string in it, the blanks made one."""
    if isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, str):
        yield ' '.join(value.split())


def count_keys(value):
    return sum(1 + count_keys(key) for key in value.get('keys', []))


def faults_of_page(page):
    faults = []
    text = run('show', page)[1]
    status, data = data_of('show', page)
    if status != 0 or data['version'] != 1:
        faults.append('status %d' % status)
    lines = text.splitlines()
    if [data['title'], data['path']] != lines[:2]:
        faults.append('%s, %s' % (data['title'], data['path']))
    if count_keys(data) != len(section(text, r'Keys \(')):
        faults.append('%d keys' % count_keys(data))
    heads = [re.match(r'  ([a-z]+)  +\S', line)
             for line in section(text, 'Rules')]
    if len(data.get('rules', [])) != len([h for h in heads if h]):
        faults.append('%d rules' % len(data.get('rules', [])))
    if bool(section(text, 'Used by')) != bool(data['used_by']):
        faults.append('used by %s' % data['used_by'])
    systems = re.search(r'^Systems +(.*)$', text, re.M)
    if (systems.group(1).split() if systems else []) != list(data['systems']):
        faults.append('systems %s' % list(data['systems']))
    # What the page says in words, the JSON has: help, meanings, rules.
    said = ' '.join(texts_of(data))
    start = 3
    if data.get('help') and ' '.join(data['help'].split()) not in \
            ' '.join(text.split()):
        faults.append('help differs')
    for heading in ('Values', 'Known values', 'Special values', 'Bits'):
        for line in section(text, heading):
            words = re.match(r'  (\S+)  +(.{20,})$', line)
            if not words:
                continue
            for part in re.split(r': | Needs \d', words.group(2))[:2]:
                if len(part) > 12 and ' '.join(part.split()) not in said:
                    faults.append('%s: %s' % (heading, part))
    return faults


def main():
    print('1..%d' % (len(PAGES) + 7))
    for page in PAGES:
        report('page_of_%s_says_the_same_as_json' % page,
               faults_of_page(page))

    status, data = data_of('list')
    names = run('list', '--format=names')[1].split()
    text = run('list')[1]
    faults = []
    if status != 0 or data['version'] != 1:
        faults.append('status %d' % status)
    if sorted({p['type'] for p in data['payloads']}) != names:
        faults.append('other types than the list of names')
    if len(data['payloads']) != len(re.findall(r'^  .*  .*(?:OS |$)', text.split('\nSchemas\n')[0], re.M)):
        faults.append('%d payloads' % len(data['payloads']))
    if not data['schemas'] or not data['schemas'][0].startswith('built in'):
        faults.append('schemas: %s' % data['schemas'])
    mdm = [p for p in data['payloads'] if p['type'] == 'com.apple.mdm'][0]
    if mdm['kind'] != 'Management' or mdm['deprecated'] or \
            mdm['systems']['iOS'] != {**mdm['systems']['iOS'],
                                      'available': True, 'since': '4'}:
        faults.append('mdm: %s' % mdm)
    report('list_says_the_same_as_json', faults)

    status, data = data_of('list', '--for=tvOS=9')
    types = {p['type'] for p in data['payloads']}
    report('list_for_a_system_is_the_same_as_json',
           [] if 'com.apple.security.scep' in types and
           'com.apple.dock' not in types else [str(types)])

    status, data = data_of('search', 'access', 'rights')
    first = data['keys'][0]
    report('search_says_the_same_as_json',
           [] if status == 0 and first['path'] == 'com.apple.mdm/AccessRights'
           and first['payload']['type'] == 'com.apple.mdm' and
           len(data['keys']) == len(run('search', 'access', 'rights')[1]
                                    .splitlines())
           else [str(data)])
    status, data = data_of('search', 'WPA3')
    report('search_names_the_value_in_json',
           [] if any(k.get('value') == 'WPA3' for k in data['keys'])
           else [str(data)])
    status, data = data_of('search', 'zzzz', 'password')
    report('search_that_finds_nothing_is_an_empty_list_in_json',
           [] if status == 1 and data == {'version': 1, 'keys': []}
           else [str(data)])

    status, data = data_of('show', 'com.apple.mdm/AccessRights')
    report('numbers_are_numbers_in_json',
           [] if data['bits'][12]['value'] == 4096 and
           data['types'] == ['integer'] and data['required'] is False and
           data['bits'][1]['needs'] == 1 else [str(data)])

    open('odd.yaml', 'w').write(
        'title: Odd\npayload:\n  payloadtype: com.example.odd\n'
        '  colour: red\npayloadkeys: []\n')
    status, data = data_of('check', 'odd.yaml')
    report('check_says_the_same_as_json',
           [] if status == 1 and data['remarks'][0] == {
               'file': 'odd.yaml', 'line': 4, 'column': 3,
               'severity': 'note',
               'message': "unknown attribute 'colour' of the payload"}
           else [str(data)])


main()
