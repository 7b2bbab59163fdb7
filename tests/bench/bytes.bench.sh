# Bytes sent to the terminal for one key, beside vim's and nano's.
. "$top_srcdir/tests/bench/lib.sh"

has vim && has nano || { skip 'bytes for a key' 'vim or nano is not installed'
	exit 0; }

# type_keys NAME KEY... :: PROGRAM ARG...: the bytes of each key into NAME.
type_keys()
{
	name=$work/$1
	shift
	"$bench/keys" -q 300 "$@" >"$name" || exit 1
}

# from NAME NUMBER: the bytes of that key.
from()
{
	field 1 "$2" "$work/$1"
}

# Two items with the same text have the same help.
text=https://mdm.example.com/connect
sed "s|ITEM|$text|" >"$work/a.mobileconfig" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
	<key>PayloadContent</key>
	<array>
		<dict>
			<key>DenyListURLs</key>
			<array>
				<string>https://example.com/first</string>
				<string>ITEM</string>
				<string>ITEM</string>
				<string>https://example.com/last</string>
			</array>
			<key>FilterType</key>
			<string>BuiltIn</string>
			<key>PayloadIdentifier</key>
			<string>com.example.bytes.filter</string>
			<key>PayloadType</key>
			<string>com.apple.webcontent-filter</string>
			<key>PayloadUUID</key>
			<string>5F1B8A0E-7C33-4C0E-9B0A-2F3E5B6C7D01</string>
			<key>PayloadVersion</key>
			<integer>1</integer>
		</dict>
	</array>
</dict>
</plist>
END
printf '%s\n' "$text" "$text" >"$work/a.txt"

type_keys form "$right" "$down" "$down" "$down" "$up" "$enter" "$end" \
    a b "$left" "$home" a b :: "$PROFEDIT" "$work/a.mobileconfig"
type_keys list "$down" "$enter" "$down" "$up" :: \
    "$PROFEDIT" "$work/a.mobileconfig"
type_keys nano "$down" "$up" "$end" a b "$left" "$home" a b :: \
    nano -I "$work/a.txt"
type_keys vim "$down" "$up" A a b "$left" :: \
    vim -u NONE -i NONE -n "$work/a.txt"

beside="(nano $(from nano 1), vim $(from vim 1))"
limit 'down, the help stays' "$(from form 4)" 60 bytes "$beside"
limit 'up, the help stays' "$(from form 5)" 60 bytes \
    "(nano $(from nano 2), vim $(from vim 2))"
limit 'down in a list' "$(from list 3)" 60 bytes "$beside"
limit 'left in a line' "$(from form 10)" 60 bytes \
    "(nano $(from nano 6), vim $(from vim 6))"
figure 'a character at the end of a line' "$(from form 9)" nano \
    "$(from nano 5)" bytes 1
figure 'a character at the front of a line' "$(from form 13)" nano \
    "$(from nano 9)" bytes 1
