; The setup for one person without administrator rights. make_windows.py gives the names and numbers:
; NAME VERSION PUBLISHER NUMBERS DIST REMOVE ICON SIDE FILE_ICON OUT KILOBYTES CLASS KIND SUFFIX FILE_TYPE
; Exit codes with /S: 0 done, 2 ended by Windows or not enough room, 5 the program is open, 6 the MSI is installed.
Target amd64-unicode
Unicode true
ManifestDPIAware true
!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include LogicLib.nsh

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}"

!define OWN "Software\${NAME}"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define OPEN 5
!define HAS_MSI 6

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TITLE "Install ${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${NAME} is installed for you alone, so no administrator is needed.$\r$\n$\r$\nYour responses and settings stay as they are, if you had it before.$\r$\n$\r$\nIt works without a network and sends nothing by itself."
!define MUI_FINISHPAGE_TITLE "${NAME} is ready"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu. A double click on a .response file opens it too."
!define MUI_FINISHPAGE_RUN "$INSTDIR\Respondent.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME} now"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${NAME} will be removed from this computer. Your responses and settings stay."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be opened for writing.
!macro RefuseWhileOpen
  StrCpy $1 "Respondent.exe"
  again:
  ${If} ${FileExists} "$INSTDIR\$1"
    ClearErrors
    FileOpen $0 "$INSTDIR\$1" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is open. Please close it, then choose Retry.$\r$\n$\r$\nNothing has been changed yet, and your response is saved." /SD IDCANCEL IDRETRY again
      SetErrorLevel ${OPEN}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
  ${If} $1 == "Respondent.exe"
    StrCpy $1 "respondent-app.exe"
    Goto again
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext current
  ReadRegStr $0 HKCU "${OWN}" "Installer"
  ${If} $0 == "msi"
    MessageBox MB_OK|MB_ICONINFORMATION "Your IT department installed ${NAME} on this computer. Please ask them for the new version.$\r$\n$\r$\nNothing has been changed." /SD IDOK
    SetErrorLevel ${HAS_MSI}
    Quit
  ${EndIf}
  !insertmacro RefuseWhileOpen
  ${DriveSpace} "$PROFILE" "/D=F /S=K" $0
  ${If} $0 < ${KILOBYTES}
    MessageBox MB_OK|MB_ICONEXCLAMATION "There is too little room on the disk: ${NAME} needs ${KILOBYTES} kB.$\r$\n$\r$\nNothing has been changed." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_YESNO|MB_ICONQUESTION "${NAME} $0 is installed, which is later than ${VERSION}. Responses that it saved may not open with the earlier one.$\r$\n$\r$\nInstall ${VERSION} all the same?" /SD IDYES IDYES +3
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  ; An earlier version removes itself by its own list, so that no file of it stays among the new ones.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    Delete "$INSTDIR\uninstall.exe"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${DIST}/*"
  File "${FILE_ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Respondent.exe"
  WriteRegStr HKCU "${OWN}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${OWN}" "Installer" "setup"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\Respondent.exe"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "" "${CLASS}"
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "Content Type" "${FILE_TYPE}"
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${CLASS}" ""
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\response.ico"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\Respondent.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro RefuseWhileOpen
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  !include "${REMOVE}"
  Delete "$INSTDIR\response.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${OWN}"
  DeleteRegKey HKCU "${ENTRY}"
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
  DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids"
  ; Another program may have taken these files over since.
  ReadRegStr $0 HKCU "${CLASSES}\.${SUFFIX}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}" ""
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}" "Content Type"
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd
