# big ITEMS: a profile whose only payload holds an array of ITEMS strings,
# 100 bytes a line, on standard output.  Sourced.
big()
{
	awk -v items="$1" 'BEGIN {
		print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		print "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\"" \
		    " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"
		print "<plist version=\"1.0\">\n<dict>"
		print "\t<key>PayloadContent</key>\n\t<array>\n\t\t<dict>"
		print "\t\t\t<key>DenyListURLs</key>\n\t\t\t<array>"
		for (i = 0; i < items; i++)
			printf "\t\t\t\t<string>https://host-%06d.example.com" \
			    "/a/path/that/fills/the/line/of/this/file/%06d" \
			    "</string>\n", i, i
		print "\t\t\t</array>"
		print "\t\t\t<key>FilterType</key>\n\t\t\t<string>BuiltIn</string>"
		print "\t\t\t<key>PayloadIdentifier</key>"
		print "\t\t\t<string>com.example.big.filter</string>"
		print "\t\t\t<key>PayloadType</key>"
		print "\t\t\t<string>com.apple.webcontent-filter</string>"
		print "\t\t\t<key>PayloadUUID</key>"
		print "\t\t\t<string>5F1B8A0E-7C33-4C0E-9B0A-2F3E5B6C7D01</string>"
		print "\t\t\t<key>PayloadVersion</key>\n\t\t\t<integer>1</integer>"
		print "\t\t</dict>\n\t</array>"
		print "\t<key>PayloadDisplayName</key>\n\t<string>Big</string>"
		print "\t<key>PayloadIdentifier</key>"
		print "\t<string>com.example.big</string>"
		print "\t<key>PayloadType</key>\n\t<string>Configuration</string>"
		print "\t<key>PayloadUUID</key>"
		print "\t<string>0C9D3B52-6E1F-4D8B-8A57-90F1E2D3C4B5</string>"
		print "\t<key>PayloadVersion</key>\n\t<integer>1</integer>"
		print "</dict>\n</plist>"
	}'
}
